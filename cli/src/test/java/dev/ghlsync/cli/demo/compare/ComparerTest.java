package dev.ghlsync.cli.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.Attribution;
import dev.ghlsync.avro.Contact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String IN_GHL = """
        {"id":"g1","locationId":"L","firstName":"Ada","lastName":"Eze","email":"Ada@example.com ","phone":"+16462200001",
         "companyName":"Lumen","address1":"1 Elm","city":"Boise","state":"ID","postalCode":"83701","country":"US",
         "website":"https://a.example.com","dateOfBirth":"1980-02-03","timezone":"America/Boise","assignedTo":"u1",
         "tags":["vip","demo"],"dnd":false,"source":"website",
         "dndSettings":{"SMS":{"status":"active","message":"no","code":"105"}},
         "customFields":[{"id":"f1","value":"text"},{"id":"f2","value":10},{"id":"f3","value":["Sleep","Food"]}],
         "attributionSource":{"utmSource":"fb","fbclid":"x"},"lastAttributionSource":{"gclid":"y"}}\
        """;
    private static final String WITH_US = """
        {"contactId":"o1","locationId":"L","organizationId":null,"version":2,"status":"ACTIVE","mergedInto":null,
         "duplicateOf":null,"externalIds":[],"ghlContactId":{"string":"g1"},"givenName":{"string":"Ada"},
         "familyName":{"string":"Eze"},"email":{"string":"ada@example.com"},"phone":{"string":"+16462200001"},
         "phoneRaw":null,"company":{"string":"Lumen"},"address":{"dev.ghlsync.avro.Address":{"line1":{"string":"1 Elm"},
         "city":{"string":"Boise"},"state":{"string":"ID"},"postalCode":{"string":"83701"},"country":{"string":"US"}}},
         "website":{"string":"https://a.example.com"},"dateOfBirth":{"string":"1980-02-03"},
         "timezone":{"string":"America/Boise"},"assignedTo":{"string":"u1"},"tags":["demo","vip"],
         "customFields":[{"id":"f1","kind":"TEXT","text":{"string":"text"},"list":[]},
          {"id":"f2","kind":"NUMBER","text":{"string":"10"},"list":[]},
          {"id":"f3","kind":"LIST","text":{"string":"[\\"Sleep\\",\\"Food\\"]"},"list":["Sleep","Food"]}],
         "dnd":{"boolean":false},"dndSettings":[{"channel":"SMS","status":{"string":"active"},
          "message":{"string":"no"},"code":{"string":"105"}}],"source":{"string":"website"},
         "firstAttribution":FIRST,"lastAttribution":LAST,"provenance":[],"pending":[],"held":[],"notWritable":[],
         "lastConfirmedWithGhl":null,"deletedInGhlAt":null,"ghlCreatedAt":null,"createdAt":1,"updatedAt":1,
         "correlationId":null}\
        """;

    @Test
    void sidesThatAgreeInEveryFieldHaveNoDifference() {
        // Given
        var comparer = new Comparer(Set.of(), Set.of());

        // When
        Comparison comparison = comparer.compare(List.of(theirs()), List.of(ours()));

        // Then
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.unseen()).isEmpty();
        assertThat(comparison.compared()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "firstName, givenName",
        "lastName, familyName",
        "email, email",
        "phone, phone",
        "companyName, company",
        "address1, address.line1",
        "city, address.city",
        "state, address.state",
        "postalCode, address.postalCode",
        "country, address.country",
        "website, website",
        "dateOfBirth, dateOfBirth",
        "timezone, timezone",
        "assignedTo, assignedTo",
        "tags, tags",
        "dnd, dnd",
        "source, source",
        "attributionSource, firstAttribution.campaign",
        "lastAttributionSource, lastAttribution.campaign",
        "locationId, locationId"
    })
    void spoiledPropertyIsOneDifferenceInItsField(String property, String field) {
        // Given
        List<JsonNode> spoiled = Sabotage.spoil(property, List.of(theirs()));

        // When
        Comparison comparison = new Comparer(Set.of(), Set.of()).compare(spoiled, List.of(ours()));

        // Then
        assertThat(comparison.differences()).extracting(Difference::field).contains(field);
    }

    @Test
    void fieldThatNobodyHasIsUnseenOnBothSides() {
        // Given
        ObjectNode without = theirs().without("timezone");
        GenericRecord ours = ours();
        ours.put("timezone", null);

        // When
        Comparison comparison = new Comparer(Set.of(), Set.of()).compare(List.of(without), List.of(ours));

        // Then
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.unseen()).containsExactly("timezone in GoHighLevel", "timezone with us");
    }

    @Test
    void contactThatIsOnlyInGhlIsADifference() {
        // When
        Comparison comparison = new Comparer(Set.of(), Set.of()).compare(List.of(theirs()), List.of());

        // Then
        assertThat(comparison.differences()).containsExactly(new Difference("g1", "the contact", "it", null));
    }

    @ParameterizedTest
    @CsvSource({"INACTIVE, 0", "ACTIVE, 1", "ARCHIVED, 1"})
    void contactDeletedInGhlMustBeInactive(String status, int differences) {
        // Given
        GenericRecord ours = withStatus(status);

        // When
        Comparison comparison = new Comparer(Set.of("g1"), Set.of()).compare(List.of(), List.of(ours));

        // Then
        assertThat(comparison.differences()).hasSize(differences);
    }

    @ParameterizedTest
    @CsvSource({"ARCHIVED, 0", "ACTIVE, 1"})
    void contactArchivedByUsMustBeArchivedAndStillInGhl(String status, int differences) {
        // Given
        GenericRecord ours = withStatus(status);

        // When
        Comparison comparison = new Comparer(Set.of(), Set.of("o1")).compare(List.of(theirs()), List.of(ours));

        // Then
        assertThat(comparison.differences()).hasSize(differences);
    }

    private static ObjectNode theirs() {
        try {
            return (ObjectNode) MAPPER.readTree(IN_GHL);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericRecord withStatus(String status) {
        GenericRecord ours = ours();
        var schema = ours.getSchema().getField("status").schema();
        ours.put("status", new GenericData.EnumSymbol(schema, status));
        return ours;
    }

    private static GenericRecord ours() {
        try {
            var schema = Contact.getClassSchema();
            String json = WITH_US.replace("FIRST", attribution("utmSource", "fb", "fbclid", "x"))
                    .replace("LAST", attribution("gclid", "y"));
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attribution(String... namesAndValues) {
        var schema = Attribution.getClassSchema();
        ObjectNode json = MAPPER.createObjectNode();
        schema.getFields().forEach(field -> json.putNull(field.name()));
        json.putObject("other");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.putObject(namesAndValues[i]).put("string", namesAndValues[i + 1]);
        }
        return "{\"dev.ghlsync.avro.Attribution\":" + json + "}";
    }
}
