package dev.ghlsync.sync.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.SyncScenario;
import dev.ghlsync.sync.ops.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectQueriesTest {
    private final SyncScenario sync = new SyncScenario();
    private final QueryApi api =
            new QueryApi(location -> new Ownership.Whereabouts.Here(sync.stores()), new Health(), () -> "", null);

    @BeforeEach
    void play() {
        sync.connect("loc1");
        sync.connect("loc2");
        for (var location : List.of("loc1", "loc2")) {
            contact(location, "ada@example.com", "vip");
            for (int i = 0; i < 5; i++) {
                deal(location, i);
                booking(location, i);
                task(location, i);
            }
        }
        definitions();
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookings", "opportunities", "tasks", "definitions"})
    void pagesHoldEveryObjectOnce(String what) {
        // Given
        var ids = new ArrayList<String>();
        String cursor = "";

        // When
        do {
            var page = get("/locations/loc1/" + what + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path(what).forEach(object -> ids.add(object.elements().next().asText()));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        // Then
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "opportunities?status=won, 3",
        "opportunities?status=WON&pipelineId=pipe0, 2",
        "opportunities?status=lost, 0",
        "bookings?calendarId=cal1, 2",
        "bookings?status=confirmed, 5",
        "tasks?status=open, 5",
        "definitions?type=pipeline, 2",
        "opportunities?updatedSince=2030-01-01T00:00:00Z, 0",
        "contacts?tag=VIP, 1",
        "contacts?tag=nobody, 0",
        "contacts?updatedSince=2026-06-01T00:00:00Z, 1"
    })
    void filtersKeepWhatFits(String query, int count) {
        // When
        var answer = get("/locations/loc1/" + query);

        // Then
        assertThat(answer.path(query.substring(0, query.indexOf('?')))).hasSize(count);
    }

    @Test
    void timeThatIsNoneIsRefused() {
        // When
        var answer = api.answer(request("/locations/loc1/tasks?updatedSince=yesterday"));

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void journeyHoldsWhatBelongsToAContact() {
        // Given
        var id = sync.written().contactOfGhl("ghl-loc1").orElseThrow().getContactId();

        // When
        var journey = get("/locations/loc1/contacts/" + id + "/journey");

        // Then
        assertThat(journey.path("contactId").asText()).isEqualTo(id);
        assertThat(journey.path("bookings")).hasSize(5);
        assertThat(journey.path("opportunities")).hasSize(5);
        assertThat(journey.path("tasks")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contacts",
                "contacts?email=ada@example.com",
                "bookings",
                "opportunities",
                "tasks",
                "definitions",
                "journey"
            })
    void peopleOfTwoLocationsWithOneAddressNeverMeet(String what) {
        // Given
        var path = what.equals("journey")
                ? "contacts/"
                        + sync.written().contactOfGhl("ghl-loc1").orElseThrow().getContactId() + "/journey"
                : what;

        // When
        var answer = get("/locations/loc1/" + path);
        var elsewhere = api.answer(request("/locations/loc2/" + path));

        // Then
        assertThat(answer.toString()).contains("loc1").doesNotContain("loc2");
        assertThat(new String(elsewhere.body(), StandardCharsets.UTF_8)).doesNotContain("ghl-loc1");
    }

    private void contact(String location, String email, String tag) {
        sync.webhook("""
            {"type":"ContactCreate","locationId":"%s","id":"ghl-%s","email":"%s","tags":["%s"],\
            "timestamp":"2026-06-01T12:00:00.000Z"}\
            """.formatted(location, location, email, tag));
    }

    private void deal(String location, int i) {
        sync.webhook("""
            {"type":"OpportunityCreate","locationId":"%s","id":"opp%d-%s","contactId":"ghl-%s","name":"Deal",\
            "pipelineId":"pipe%d","pipelineStageId":"s1","status":"%s","monetaryValue":10,\
            "dateAdded":"2026-06-01T12:00:00.000Z","timestamp":"2026-06-01T12:00:00.000Z"}\
            """.formatted(location, i, location, location, i % 4, i % 2 == 0 ? "won" : "open"));
    }

    private void booking(String location, int i) {
        sync.webhook("""
            {"type":"AppointmentCreate","locationId":"%s","timestamp":"2026-06-01T12:00:00.000Z","appointment":\
            {"id":"app%d-%s","contactId":"ghl-%s","calendarId":"cal%d","appointmentStatus":"confirmed",\
            "startTime":"2026-06-02T12:00:00Z","dateUpdated":"2026-06-01T12:00:00Z"}}\
            """.formatted(location, i, location, location, i % 3));
    }

    private void task(String location, int i) {
        sync.webhook("""
            {"type":"TaskCreate","locationId":"%s","id":"task%d-%s","contactId":"ghl-%s","title":"Call",\
            "timestamp":"2026-06-01T12:00:00.000Z"}\
            """.formatted(location, i, location, location));
    }

    private void definitions() {
        sync.advance(Duration.ofSeconds(1));
        for (var id : List.of("p1", "p2")) {
            sync.snapshot(
                    ObjectType.PIPELINE, SnapshotSource.LIST, "loc1", "{\"id\":\"" + id + "\",\"name\":\"Sales\"}");
        }
        for (var id : List.of("t1", "t2", "t3")) {
            sync.snapshot(
                    ObjectType.TAG_DEFINITION, SnapshotSource.LIST, "loc1", "{\"id\":\"" + id + "\",\"name\":\"vip\"}");
        }
    }

    private JsonNode get(String path) {
        var answer = api.answer(request(path));
        assertThat(answer.status()).as(path).isEqualTo(200);
        try {
            return new JsonMapper().readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Request request(String path) {
        int question = path.indexOf('?');
        return question < 0
                ? new Request("GET", path, null, null, false)
                : new Request("GET", path.substring(0, question), path.substring(question + 1), null, false);
    }
}
