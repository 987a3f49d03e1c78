package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.openapi.Specs;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherResourcesTest {
    private SandboxServer server;
    private WebhookTarget target;
    private Client client;
    private String contact;

    @BeforeEach
    void start() throws IOException {
        target = new WebhookTarget();
        server = SandboxServer.start(
                SandboxConfig.defaults().withWebhookConcurrency(1).withSettings(Settings.DEFAULTS.withLimits(0, 0)));
        client = Client.ofNewLocation(server, "\"timezone\":\"Asia/Kolkata\"");
        contact = client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann','email':'ann@x.co'}")
                .json()
                .path("contact")
                .path("id")
                .asText();
        client.control("PUT", "/_sandbox/webhooks/settings", "{'targetUrl':'" + target.url() + "'}");
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    @Test
    void anOpportunityMovesThroughItsPipelineAndTellsOfEachStep() {
        // Given
        JsonNode pipeline = client.get("/opportunities/pipelines?locationId=$L")
                .json()
                .path("pipelines")
                .get(0);
        String stage = pipeline.path("stages").get(2).path("id").asText();
        // When
        var created = client.call(
                "POST",
                "/opportunities/",
                "{'locationId':'$L','pipelineId':'" + pipeline.path("id").asText()
                        + "','name':'Deal','status':'open','contactId':'" + contact + "','monetaryValue':100}");
        String id = created.json().path("opportunity").path("id").asText();
        var moved =
                client.call("PUT", "/opportunities/" + id, "{'pipelineStageId':'" + stage + "','monetaryValue':250}");
        var won = client.call("PUT", "/opportunities/" + id + "/status", "{'status':'won'}");
        var deleted = client.call("DELETE", "/opportunities/" + id, null);
        // Then
        assertThat(List.of(created.status(), moved.status(), won.status(), deleted.status()))
                .containsExactly(201, 200, 200, 200);
        official("POST", "/opportunities/", created);
        official("PUT", "/opportunities/{id}", moved);
        assertThat(moved.json()
                        .path("opportunity")
                        .path("contact")
                        .path("email")
                        .asText())
                .isEqualTo("ann@x.co");
        await().untilAsserted(() -> assertThat(target.types())
                .isEqualTo(List.of(
                        "OpportunityCreate",
                        "OpportunityUpdate",
                        "OpportunityUpdate",
                        "OpportunityStageUpdate",
                        "OpportunityMonetaryValueUpdate",
                        "OpportunityUpdate",
                        "OpportunityStatusUpdate",
                        "OpportunityDelete",
                        "OpportunityUpdate")));
        assertThat(target.received().getFirst().json().has("updatedAt")).isFalse();
    }

    @Test
    void opportunitiesAreRefusedUpsertedAndFound() {
        // Given
        String pipeline = client.get("/opportunities/pipelines?locationId=$L")
                .json()
                .path("pipelines")
                .get(0)
                .path("id")
                .asText();
        String deal = "{'locationId':'$L','pipelineId':'" + pipeline + "','name':'Deal','status':'open','contactId':'"
                + contact + "'}";
        client.call("POST", "/opportunities/", deal);
        // When
        var duplicate = client.call("POST", "/opportunities/", deal);
        var upserted = client.call("POST", "/opportunities/upsert", deal.replace("open", "lost"));
        var lacking = client.call("POST", "/opportunities/", "{'locationId':'$L','status':'new'}");
        var byQuery = client.get("/opportunities/search?location_id=$L&status=lost&limit=1");
        var byBody = client.call(
                "POST",
                "/opportunities/search",
                "{'locationId':'$L','limit':1,'filters':[{'field':'status','operator':'eq','value':'lost'}]}");
        // Then
        assertThat(duplicate.status()).isEqualTo(400);
        assertThat(upserted.json().path("new").asBoolean()).isFalse();
        assertThat(lacking.status()).isEqualTo(422);
        assertThat(lacking.json().path("message").toString())
                .contains(
                        "status must be one of the following values: open, won, lost, abandoned, all",
                        "name should not be empty");
        assertThat(byQuery.json().path("meta").path("total").asInt()).isEqualTo(1);
        assertThat(byQuery.json()
                        .path("opportunities")
                        .get(0)
                        .path("contact")
                        .path("name")
                        .asText())
                .isEqualTo("Ann");
        assertThat(byBody.json().path("opportunities").get(0).path("sort")).hasSize(2);
        official("GET", "/opportunities/search", byQuery);
    }

    @Test
    void appointmentsAreBookedMovedAndCancelledInLocalTime() {
        // Given
        String calendar = client.get("/calendars/?locationId=$L")
                .json()
                .path("calendars")
                .get(0)
                .path("id")
                .asText();
        // When
        var booked = client.call(
                "POST",
                "/calendars/events/appointments",
                "{'locationId':'$L','calendarId':'" + calendar + "','contactId':'" + contact
                        + "','startTime':'2026-12-01T10:00:00Z'}");
        String id = booked.json().path("id").asText();
        var moved = client.call(
                "PUT",
                "/calendars/events/appointments/" + id,
                "{'startTime':'2026-12-02T10:00:00Z','appointmentStatus':'confirmed'}");
        var read = client.get("/calendars/events/appointments/" + id);
        var listed = client.get("/calendars/events?locationId=$L&calendarId=" + calendar
                + "&startTime=1796083200000&endTime=1796256000000");
        var ofContact = client.get("/contacts/" + contact + "/appointments");
        var deleted = client.call("DELETE", "/calendars/events/" + id, "{}");
        // Then
        official("POST", "/calendars/events/appointments", booked);
        official("GET", "/calendars/events/appointments/{eventId}", read);
        official("GET", "/contacts/{contactId}/appointments", ofContact);
        assertThat(booked.json().has("dateAdded")).isFalse();
        assertThat(moved.json().path("startTime").asText()).isEqualTo("2026-12-02T15:30:00+05:30");
        assertThat(listed.json().path("events")).hasSize(1);
        assertThat(ofContact.json().path("events").get(0).path("startTime").asText())
                .isEqualTo("2026-12-02 15:30:00");
        assertThat(deleted.status()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(target.types())
                .isEqualTo(List.of("AppointmentCreate", "AppointmentUpdate", "AppointmentDelete")));
        assertThat(target.received()
                        .getFirst()
                        .json()
                        .path("appointment")
                        .path("id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void eventsNeedOneOfThreeIds() {
        // When
        var answer = client.get("/calendars/events?locationId=$L&startTime=1&endTime=2");
        // Then
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void tasksAndNotesLiveWithTheContact() {
        // When
        var task = client.call(
                "POST",
                "/contacts/" + contact + "/tasks",
                "{'title':'Call','body':'b','dueDate':'2026-12-01T10:00:00Z','completed':false}");
        String id = task.json().path("task").path("id").asText();
        client.call("PUT", "/contacts/" + contact + "/tasks/" + id + "/completed", "{'completed':true}");
        var found =
                client.call("POST", "/locations/$L/tasks/search", "{'contactId':['" + contact + "'],'completed':true}");
        var gone = client.call("DELETE", "/contacts/" + contact + "/tasks/" + id, null);
        var note = client.call("POST", "/contacts/" + contact + "/notes", "{'body':'hello'}");
        var notes = client.get("/contacts/" + contact + "/notes");
        // Then
        official("POST", "/contacts/{contactId}/tasks", task);
        official("POST", "/contacts/{contactId}/notes", note);
        official("GET", "/contacts/{contactId}/notes", notes);
        assertThat(found.json().path("tasks")).hasSize(1);
        assertThat(gone.status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(target.types())
                .isEqualTo(List.of("TaskCreate", "TaskComplete", "TaskDelete", "NoteCreate")));
        assertThat(target.received().getFirst().json().has("contactId")).isFalse();
        assertThat(target.received().getFirst().json().has("body")).isFalse();
        assertThat(target.received().get(1).json().path("contactId").asText()).isEqualTo(contact);
    }

    @Test
    void theLocationShowsItsSettingsFieldsAndTags() {
        // When
        var location = client.get("/locations/$L");
        var field = client.call("POST", "/locations/$L/customFields", "{'name':'Shoe Size','dataType':'NUMERICAL'}");
        var fields = client.get("/locations/$L/customFields");
        var tag = client.call("POST", "/locations/$L/tags", "{'name':'VIP'}");
        // Then
        official("GET", "/locations/{locationId}", location);
        official("GET", "/locations/{locationId}/customFields", fields);
        assertThat(location.json()
                        .path("location")
                        .path("settings")
                        .path("allowDuplicateContact")
                        .isBoolean())
                .isTrue();
        assertThat(location.json().path("location").has("dateUpdated")).isFalse();
        assertThat(field.json().path("customField").path("fieldKey").asText()).isEqualTo("contact.shoe_size");
        assertThat(tag.json().path("tag").path("name").asText()).isEqualTo("vip");
    }

    private static void official(String method, String pattern, Client.Answer answer) {
        assertThat(Specs.load()
                        .objectionsToResponse(
                                method, pattern, answer.status(), answer.raw().body()))
                .as(method + " " + pattern + " " + answer.json())
                .isEmpty();
    }
}
