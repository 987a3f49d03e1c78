package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every published event that this API can cause is caused once and held against the official schema of its type. */
class EnvelopesTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final Set<String> TYPES = Set.of(
            "INSTALL",
            "UNINSTALL",
            "ContactCreate",
            "ContactUpdate",
            "ContactDelete",
            "ContactDndUpdate",
            "ContactTagUpdate",
            "NoteCreate",
            "NoteUpdate",
            "NoteDelete",
            "TaskCreate",
            "TaskComplete",
            "TaskDelete",
            "AppointmentCreate",
            "AppointmentUpdate",
            "AppointmentDelete",
            "OpportunityCreate",
            "OpportunityUpdate",
            "OpportunityDelete",
            "OpportunityStageUpdate",
            "OpportunityStatusUpdate",
            "OpportunityMonetaryValueUpdate",
            "OpportunityAssignedToUpdate",
            "LocationCreate",
            "LocationUpdate");
    /** What deliveries add to the schemas, and what only the live site's newer pages show. */
    private static final Set<String> DELIVERY = Set.of(
            "versionId",
            "appId",
            "timestamp",
            "webhookId",
            "installType",
            "phoneLabel",
            "dndSettings",
            "inboundDndSettings");

    private static final Map<String, String> FILES = Map.of("INSTALL", "AppInstall", "UNINSTALL", "AppUninstall");

    @Test
    void everyEventIsMadeAndFitsItsOfficialSchema() throws IOException {
        // Given
        try (var target = new WebhookTarget();
                var server = SandboxServer.start(SandboxConfig.defaults()
                        .heldAt(START)
                        .withWebhookTarget(target.url())
                        .withSettings(Settings.DEFAULTS.withLimits(0, 0)))) {
            var client = Client.ofNewLocation(server, "");
            client.control("POST", "/_sandbox/install", "{}");
            // When
            causeEverything(client);
            Client.ofNewLocation(server, "").control("PATCH", "/_sandbox/locations/$L", "{'name':'New'}");
            client.control("POST", "/_sandbox/uninstall", "{'locationId':'$L'}");
            client.control("POST", "/_sandbox/clock", "{'advance':'PT1S'}");
            // Then
            assertThat(new TreeSet<>(target.types())).isEqualTo(new TreeSet<>(TYPES));
            for (var received : target.received()) {
                envelope(received.json());
                fits(received.json(), schema(received.type()), received.type());
            }
        }
    }

    private static void causeEverything(Client client) {
        String contact = id(
                client.call(
                        "POST",
                        "/contacts/",
                        "{'locationId':'$L','firstName':'Ann','lastName':'Lee','email':'a@x.co','phone':'+4915112345678','dateOfBirth':'1990-01-02',"
                                + "'tags':['a'],'address1':'x','city':'y','state':'z','postalCode':'1','website':'w.example','source':'s','companyName':'c','country':'DE'}"),
                "contact");
        client.call(
                "PUT", "/contacts/" + contact, "{'city':'Ulm','dnd':true,'dndSettings':{'SMS':{'status':'active'}}}");
        String note = id(client.call("POST", "/contacts/" + contact + "/notes", "{'body':'n'}"), "note");
        client.call("PUT", "/contacts/" + contact + "/notes/" + note, "{'body':'m'}");
        client.call("DELETE", "/contacts/" + contact + "/notes/" + note, null);
        String task = id(
                client.call(
                        "POST",
                        "/contacts/" + contact + "/tasks",
                        "{'title':'t','body':'b','dueDate':'2026-12-01T10:00:00Z','completed':false}"),
                "task");
        client.call("PUT", "/contacts/" + contact + "/tasks/" + task + "/completed", "{'completed':true}");
        client.call("DELETE", "/contacts/" + contact + "/tasks/" + task, null);
        String calendar = client.get("/calendars/?locationId=$L")
                .json()
                .path("calendars")
                .path(0)
                .path("id")
                .asText();
        String event = client.call(
                        "POST",
                        "/calendars/events/appointments",
                        "{'locationId':'$L','calendarId':'" + calendar + "','contactId':'" + contact
                                + "','startTime':'2026-12-01T10:00:00+05:30'}")
                .json()
                .path("id")
                .asText();
        client.call("PUT", "/calendars/events/appointments/" + event, "{'title':'moved'}");
        client.call("DELETE", "/calendars/events/" + event, "{}");
        JsonNode pipeline = client.get("/opportunities/pipelines?locationId=$L")
                .json()
                .path("pipelines")
                .path(0);
        String deal = id(
                client.call(
                        "POST",
                        "/opportunities/",
                        "{'locationId':'$L','pipelineId':'"
                                + pipeline.path("id").asText() + "','name':'D','status':'open','contactId':'" + contact
                                + "'}"),
                "opportunity");
        client.call(
                "PUT",
                "/opportunities/" + deal,
                "{'status':'won','monetaryValue':5,'assignedTo':'u','pipelineStageId':'"
                        + pipeline.path("stages").path(1).path("id").asText() + "'}");
        client.call("DELETE", "/opportunities/" + deal, null);
        client.call("DELETE", "/contacts/" + contact, null);
    }

    private static void envelope(JsonNode event) {
        assertThat(event.path("webhookId").asText()).hasSize(36);
        assertThat(Instant.parse(event.path("timestamp").asText())).isEqualTo(START);
        assertThat(event.path("appId").asText()).isNotEmpty();
        assertThat(event.path("versionId").asText()).isNotEmpty();
        assertThat(event.has("locationId"))
                .as(event.toString())
                .isEqualTo(!event.path("type").asText().startsWith("Location")
                        && !event.path("installType").asText().equals("Company"));
    }

    /** Every member is one of the schema's and of its type; unset ones are left out, so nothing is null. */
    private static void fits(JsonNode event, JsonNode schema, String type) {
        for (var member : event.properties()) {
            JsonNode described = schema.path("properties").path(member.getKey());
            if (DELIVERY.contains(member.getKey())) {
                continue;
            }
            assertThat(described.isMissingNode())
                    .as(type + "." + member.getKey())
                    .isFalse();
            assertThat(jsonType(member.getValue()))
                    .as(type + "." + member.getKey())
                    .isEqualTo(described.path("type").asText());
            if (member.getValue().isObject() && described.has("properties")) {
                fits(member.getValue(), described, type);
            }
        }
    }

    private static String jsonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static JsonNode schema(String type) throws IOException {
        String file = "webhooks/" + FILES.getOrDefault(type, type) + ".schema.json";
        try (InputStream in = Objects.requireNonNull(EnvelopesTest.class.getResourceAsStream(file), file)) {
            return Json.MAPPER.readTree(in);
        }
    }

    private static String id(Client.Answer answer, String wrapper) {
        return answer.json().path(wrapper).path("id").asText();
    }
}
