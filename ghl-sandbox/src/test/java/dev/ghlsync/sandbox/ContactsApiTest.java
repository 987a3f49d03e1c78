package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.openapi.Specs;
import dev.ghlsync.sandbox.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsApiTest {
    private SandboxServer server;
    private Client client;

    @BeforeAll
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withLimits(0, 0).withSearchIndexLagMs(0)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void newLocation() {
        client = Client.ofNewLocation(server, "");
    }

    @Test
    void createAnswers201InTheOfficialShapeWithNormalisedValues() {
        // Given
        String body = "{'locationId':'$L','firstName':'Rosan','lastName':'Deo','email':'Rosan@Deos.com','phone':'+1"
                + " 888-888-8888','tags':[' VIP ','vip','New"
                + " Lead'],'dateOfBirth':'09/25/1990','country':'US','companyName':'DGS','gender':'male'}";
        // When
        var answer = client.call("POST", "/contacts/", body);
        // Then
        assertThat(answer.status()).isEqualTo(201);
        JsonNode contact = answer.json().path("contact");
        assertThat(contact.path("id").asText()).hasSize(20);
        assertThat(contact.path("phone").asText()).isEqualTo("+18888888888");
        assertThat(contact.path("emailLowerCase").asText()).isEqualTo("rosan@deos.com");
        assertThat(contact.path("dateOfBirth").asText()).isEqualTo("1990-09-25T00:00:00.000Z");
        assertThat(contact.path("tags").toString()).isEqualTo("[\"vip\",\"new lead\"]");
        assertThat(contact.path("dateUpdated").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(contact.has("gender")).isFalse();
        assertThat(answer.json().path("traceId").asText()).isNotEmpty();
        assertThat(Specs.load()
                        .objectionsToResponse(
                                "POST", "/contacts/", 201, answer.raw().body()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST | {'locationId':'$L','nickname':'x'}                    | 422 | property nickname should not exist
        POST | {'locationId':'$L','additionalEmails':['a@b.co']}     | 422 | property additionalEmails should not exist
        POST | {'firstName':'x'}                                     | 422 | locationId should not be empty
        POST | {'locationId':'$L','firstName':5}                     | 422 | firstName must be a string
        POST | {'locationId':'$L','email':'nobody'}                  | 422 | email must be an email
        POST | {'locationId':'$L','phone':'abc'}                     | 422 | phone must be a valid phone number
        POST | {'locationId':'$L','tags':'vip'}                      | 422 | tags must be an array
        POST | {'locationId':'$L','country':'Germany'}               | 422 | country must be a valid enum value
        POST | {'locationId':'$L','dateOfBirth':'1990-13-40'}        | 422 | dateOfBirth must be a valid date
        POST | {'locationId':'elsewhere'}                            | 403 | The token does not have access to this location.
        PUT  | {'locationId':'$L'}                                   | 422 | property locationId should not exist
        PUT  | {'companyName':'x'}                                   | 422 | property companyName should not exist
        PUT  | {'dnd':'yes'}                                         | 422 | dnd must be a boolean value
        """)
    void refusesInHighLevelsWords(String method, String body, int status, String message) {
        // Given
        String id = create("{'locationId':'$L','firstName':'A'}");
        // When
        var answer = client.call(method, method.equals("PUT") ? "/contacts/" + id : "/contacts/", body);
        // Then
        assertThat(answer.status()).isEqualTo(status);
        JsonNode said = answer.json().path("message");
        assertThat(said.isArray() ? said.get(0).asText() : said.asText()).isEqualTo(message);
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(status);
    }

    @Test
    void unknownContactIsA400() {
        // When
        var answer = client.get("/contacts/nobody");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo("Contact with id nobody not found");
    }

    @Test
    void putIsPartialReplacesTagsAndClearsByNullAndEmptyString() {
        // Given
        String id = create(
                "{'locationId':'$L','firstName':'Ann','lastName':'Lee','city':'Köln','state':'NRW','tags':['a','b']}");
        // When
        var answer = client.call("PUT", "/contacts/" + id, "{'city':null,'state':'','tags':['C']}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("succeded").asBoolean()).isTrue();
        JsonNode contact = client.get("/contacts/" + id).json().path("contact");
        assertThat(contact.has("city")).isFalse();
        assertThat(contact.has("state")).isFalse();
        assertThat(contact.path("name").asText()).isEqualTo("Ann Lee");
        assertThat(contact.path("tags").toString()).isEqualTo("[\"c\"]");
        assertThat(Specs.load()
                        .objectionsToResponse(
                                "PUT",
                                "/contacts/{contactId}",
                                200,
                                answer.raw().body()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"email, a@x.co", "phone, +4915112345678"})
    void duplicatesAreRefusedWithTheOtherContactNamed(String field, String value) {
        // Given
        String first = create(
                "{'locationId':'$L','firstName':'Ann','lastName':'Lee','email':'A@x.co','phone':'+49 1511 2345678'}");
        // When
        var answer = client.call("POST", "/contacts/", "{'locationId':'$L','" + field + "':'" + value + "'" + "}");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("This location does not allow duplicated contacts.");
        JsonNode meta = answer.json().path("meta");
        assertThat(meta.path("contactId").asText()).isEqualTo(first);
        assertThat(meta.path("contactName").asText()).isEqualTo("Ann Lee");
        assertThat(meta.path("matchingField").asText()).isEqualTo(field);
    }

    @Test
    void locationsThatAllowDuplicatesAcceptThem() {
        // Given
        client.control("PATCH", "/_sandbox/locations/$L", "{'settings':{'allowDuplicateContact':true}}");
        create("{'locationId':'$L','email':'a@x.co'}");
        // When
        var answer = client.call("POST", "/contacts/", "{'locationId':'$L','email':'a@x.co'}");
        // Then
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void upsertUpdatesTheEmailMatchAndIgnoresAPhoneOfSomeoneElse() {
        // Given
        String ann = create("{'locationId':'$L','firstName':'Ann','email':'ann@x.co'}");
        create("{'locationId':'$L','firstName':'Bob','phone':'+4915112345678'}");
        // When
        var answer = client.call(
                "POST",
                "/contacts/upsert",
                "{'locationId':'$L','email':'ann@x.co','phone':'+4915112345678','city':'Ulm'}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("new").asBoolean()).isFalse();
        assertThat(answer.json().path("contact").path("id").asText()).isEqualTo(ann);
        assertThat(answer.json().path("contact").path("city").asText()).isEqualTo("Ulm");
        assertThat(answer.json().path("contact").has("phone")).isFalse();
    }

    @Test
    void customFieldsAreWrittenByIdOrKeyAndReadAsIdAndValue() {
        // Given
        JsonNode fields = client.get("/locations/$L/customFields").json().path("customFields");
        String goal = fields.get(0).path("id").asText();
        String budget = fields.get(2).path("id").asText();
        // When
        String id = create("{'locationId':'$L','customFields':[{'id':'" + goal + "','field_value':'run'},"
                + "{'key':'budget','field_value':12.50},{'id':'unknownField','field_value':'lost'}]}");
        // Then
        JsonNode values = client.get("/contacts/" + id).json().path("contact").path("customFields");
        assertThat(values.toString())
                .isEqualTo("[{\"id\":\"" + goal + "\",\"value\":\"run\"},{\"id\":\"" + budget + "\",\"value\":12.5}]");
    }

    @Test
    void tagsAreAddedAndRemovedByTheirOwnCalls() {
        // Given
        String id = create("{'locationId':'$L','tags':['a','b']}");
        client.call("POST", "/contacts/" + id + "/tags", "{'tags':['C','a']}");
        // When
        var answer = client.call("DELETE", "/contacts/" + id + "/tags", "{'tags':['B']}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("tags").toString()).isEqualTo("[\"a\",\"c\"]");
        assertThat(client.get("/locations/$L/tags").json().path("tags").size()).isEqualTo(3);
    }

    @Test
    void manyContactsAreTaggedAtOnceAndErrorsAreCounted() {
        // Given
        String id = create("{'locationId':'$L','tags':['old']}");
        // When
        var answer = client.call(
                "POST",
                "/contacts/bulk/tags/update/add",
                "{'locationId':'$L','contacts':['" + id + "','nobody'],'tags':['New']}");
        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("errorCount").asInt()).isEqualTo(1);
        assertThat(answer.json().path("responses").get(0).path("tagsAdded").toString())
                .isEqualTo("[\"new\"]");
    }

    @Test
    void duplicateSearchFindsByEncodedEmailAndNumberAndNeedsOne() {
        // Given
        String id = create("{'locationId':'$L','email':'a+b@x.co','phone':'+4915112345678'}");
        // When
        var byEmail = client.get("/contacts/search/duplicate?locationId=$L&email=a%2Bb%40x.co");
        var byNumber = client.get("/contacts/search/duplicate?locationId=$L&number=%2B4915112345678");
        var none = client.get("/contacts/search/duplicate?locationId=$L&email=c%40x.co");
        var neither = client.get("/contacts/search/duplicate?locationId=$L");
        // Then
        assertThat(byEmail.json().path("contact").path("id").asText()).isEqualTo(id);
        assertThat(byNumber.json().path("contact").path("id").asText()).isEqualTo(id);
        assertThat(none.json().path("contact").isNull()).isTrue();
        assertThat(neither.status()).isEqualTo(400);
        assertThat(neither.json().path("message").asText())
                .isEqualTo("Pass at least one of number, email query parameter");
    }

    @Test
    void upsertFindsAFurtherEmailAndOverwritesTheMainOne() {
        // Given
        String id = client.control(
                        "POST",
                        "/_sandbox/locations/$L/contacts",
                        "{'email':'main@x.co','additionalEmails':['further@x.co']}")
                .json()
                .path("contact")
                .path("id")
                .asText();
        // When
        var answer = client.call("POST", "/contacts/upsert", "{'locationId':'$L','email':'further@x.co'}");
        // Then
        assertThat(answer.json().path("contact").path("id").asText()).isEqualTo(id);
        assertThat(answer.json().path("contact").path("email").asText()).isEqualTo("further@x.co");
    }

    @Test
    void contactsAreAssignedToABusinessAndListedByIt() {
        // Given
        String ann = create("{'locationId':'$L','firstName':'Ann'}");
        String bob = create("{'locationId':'$L','firstName':'Bob'}");
        // When
        var assigned = client.call(
                "POST",
                "/contacts/bulk/business",
                "{'locationId':'$L','businessId':'biz','ids':['" + ann + "','" + bob + "','nobody']}");
        client.call("POST", "/contacts/bulk/business", "{'locationId':'$L','businessId':null,'ids':['" + bob + "']}");
        var listed = client.get("/contacts/business/biz?locationId=$L");
        // Then
        assertThat(assigned.json().path("ids")).hasSize(2);
        assertThat(listed.json().path("count").asInt()).isEqualTo(1);
        assertThat(listed.json().path("contacts").get(0).path("id").asText()).isEqualTo(ann);
        assertThat(Specs.load()
                        .objectionsToResponse(
                                "GET",
                                "/contacts/business/{businessId}",
                                200,
                                listed.raw().body()))
                .isEmpty();
    }

    @Test
    void reportsThatOnlySomeHaveSeenCanBeSwitchedOn() {
        // Given
        String phoneOnly = "{'locationId':'$L','phone':'+4915112345678'}";
        int usual = client.call("POST", "/contacts/upsert", phoneOnly).status();
        client.control("PUT", "/_sandbox/settings", "{'refusesPhoneOnlyUpsert':true,'refusesPlainUserAgents':true}");
        // When
        var plain = client.call("POST", "/contacts/upsert", phoneOnly);
        var browser = client.send(
                "POST",
                "/contacts/upsert",
                phoneOnly,
                request -> request.header("Authorization", "Bearer " + client.token())
                        .header("Version", "2021-07-28")
                        .header("User-Agent", "Mozilla/5.0 (compatible)"));
        client.control("PUT", "/_sandbox/settings", "{'refusesPhoneOnlyUpsert':false,'refusesPlainUserAgents':false}");
        // Then
        assertThat(usual).isEqualTo(200);
        assertThat(plain.status()).isEqualTo(403);
        assertThat(browser.status()).isEqualTo(422);
    }

    @Test
    void aPutMayNotTakeTheAddressOfSomeoneElse() {
        // Given
        String ann = create("{'locationId':'$L','email':'ann@x.co'}");
        String bob = create("{'locationId':'$L','email':'bob@x.co'}");
        // When
        var answer = client.call("PUT", "/contacts/" + bob, "{'email':'Ann@x.co'}");
        var own = client.call("PUT", "/contacts/" + bob, "{'email':'BOB@x.co'}");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("meta").path("contactId").asText()).isEqualTo(ann);
        assertThat(own.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "1990-09-25",
        "1990/09/25",
        "1990.09.25",
        "1990_09_25",
        "09-25-1990",
        "09/25/1990",
        "09.25.1990",
        "09_25_1990"
    })
    void datesOfBirthAreReadInEightFormats(String date) {
        // When
        String id = create("{'locationId':'$L','dateOfBirth':'" + date + "'}");
        // Then
        assertThat(client.get("/contacts/" + id)
                        .json()
                        .path("contact")
                        .path("dateOfBirth")
                        .asText())
                .startsWith("1990-09-25");
    }

    @Test
    void namesAreLowerCasedInAnswersWhenAsked() {
        // Given
        String id = create("{'locationId':'$L','firstName':'RuBiKa'}");
        client.control("PUT", "/_sandbox/settings", "{'lowerCaseNames':true}");
        // When
        var answer = client.get("/contacts/" + id);
        client.control("PUT", "/_sandbox/settings", "{'lowerCaseNames':false}");
        // Then
        assertThat(answer.json().path("contact").path("firstName").asText()).isEqualTo("rubika");
    }

    @Test
    void followersAreAddedAndRemoved() {
        // Given
        String id = create("{'locationId':'$L'}");
        client.call("POST", "/contacts/" + id + "/followers", "{'followers':['u1','u2']}");
        // When
        var answer = client.call("DELETE", "/contacts/" + id + "/followers", "{'followers':['u1']}");
        // Then
        assertThat(answer.json().path("followersRemoved").toString()).isEqualTo("[\"u1\"]");
        assertThat(answer.json().path("followers").toString()).isEqualTo("[\"u2\"]");
    }

    @Test
    void deletedContactsAreGone() {
        // Given
        String id = create("{'locationId':'$L','firstName':'A'}");
        // When
        var answer = client.call("DELETE", "/contacts/" + id, null);
        // Then
        assertThat(answer.json().path("succeded").asBoolean()).isTrue();
        assertThat(client.get("/contacts/" + id).status()).isEqualTo(400);
    }

    private String create(String body) {
        var answer = client.call("POST", "/contacts/", body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json().path("contact").path("id").asText();
    }
}
