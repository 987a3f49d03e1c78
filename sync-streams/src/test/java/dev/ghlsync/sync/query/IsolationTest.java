package dev.ghlsync.sync.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.SyncScenario;
import dev.ghlsync.sync.ops.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two locations know the same person, and all else that can be alike is: the ids in GoHighLevel, of changes and in systems of ours.
 * One location's id is the beginning of the other's. What one is told holds nothing of the other.
 * Played once; the tests only ask.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IsolationTest {
    private static final String SHORT = "loc1";
    private static final String LONG = "loc10";
    /** In every text of a location, and in none of the other. */
    private static final Map<String, String> MARKS = Map.of(SHORT, "AAAA", LONG, "BBBB");

    private final SyncScenario sync = new SyncScenario();
    private final QueryApi api =
            new QueryApi(location -> new Ownership.Whereabouts.Here(sync.stores()), new Health(), () -> "", null);

    @BeforeAll
    void play() {
        for (var location : List.of(SHORT, LONG)) {
            sync.connect(location);
        }
        for (var location : List.of(SHORT, LONG)) {
            var mark = MARKS.get(location);
            sync.webhook("""
                {"type":"ContactCreate","locationId":"%s","id":"ghl1","email":"ada@example.com","phone":"+12025550143",\
                "firstName":"%s","tags":["vip"],"timestamp":"2026-06-01T12:00:00.000Z"}\
                """.formatted(location, mark));
            sync.webhook("""
                {"type":"OpportunityCreate","locationId":"%s","id":"opp1","contactId":"ghl1","name":"%s","pipelineId":\
                "p1","pipelineStageId":"s1","status":"open","timestamp":"2026-06-01T12:00:00.000Z"}\
                """.formatted(location, mark));
            sync.webhook("""
                {"type":"AppointmentCreate","locationId":"%s","timestamp":"2026-06-01T12:00:00.000Z","appointment":\
                {"id":"app1","contactId":"ghl1","title":"%s","calendarId":"cal1","appointmentStatus":"confirmed",\
                "startTime":"2026-06-02T12:00:00Z","dateUpdated":"2026-06-01T12:00:00Z"}}\
                """.formatted(location, mark));
            sync.webhook("""
                {"type":"TaskCreate","locationId":"%s","id":"task1","contactId":"ghl1","title":"%s",\
                "timestamp":"2026-06-01T12:00:00.000Z"}\
                """.formatted(location, mark));
            sync.advance(Duration.ofSeconds(1));
            sync.snapshot(
                    ObjectType.PIPELINE,
                    SnapshotSource.LIST,
                    location,
                    "{\"id\":\"p1\",\"name\":\"%s\"}".formatted(mark));
            change(location, "change1", contactOf(location));
        }
        // An edit after both exist, so that a lookup by email that crosses the line would have somebody to find.
        change(SHORT, "change2", contactOf(SHORT));
        sync.advance(Duration.ofSeconds(1));
    }

    @AfterAll
    void close() {
        sync.close();
    }

    @ParameterizedTest
    @CsvSource({
        "contacts, 1",
        "contacts?tag=vip, 1",
        "contacts?email=ada@example.com, 1",
        "contacts?phone=%2B12025550143, 1",
        "contacts?ghlContactId=ghl1, 1",
        "contacts?externalId=crm:7, 1",
        "opportunities, 1",
        "bookings, 1",
        "tasks, 1",
        "definitions, 1"
    })
    void queryAndExportHoldTheLocationsOwnOnly(String path, int rows) {
        for (var location : List.of(SHORT, LONG)) {
            // When
            var body = ok("/locations/" + location + "/" + path);

            // Then
            assertIsOf(location, body);
            assertThat(body.split("\"locationId\":", -1)).as(body).hasSize(rows + 1);
        }
    }

    @Test
    void journeyHoldsTheLocationsOwnOnly() {
        for (var location : List.of(SHORT, LONG)) {
            // When
            var body = ok("/locations/" + location + "/contacts/" + contactOf(location) + "/journey");

            // Then
            assertIsOf(location, body);
            assertThat(body.split("\"locationId\":", -1)).as(body).hasSize(3 + 1);
        }
    }

    @Test
    void contactAndChangeAreTheLocationsOwn() {
        for (var location : List.of(SHORT, LONG)) {
            // When
            var change = ok("/locations/" + location + "/changes/change1");

            // Then
            assertIsOf(location, ok("/locations/" + location + "/contacts/" + contactOf(location)));
            assertThat(change).contains("\"contactId\":\"" + contactOf(location) + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/journey", "/replay"})
    void contactOfTheOtherLocationIsNobody(String what) {
        // When
        var answer = api.answer(request("/locations/" + SHORT + "/contacts/" + contactOf(LONG) + what));

        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void changeOfTheOtherLocationIsUnknown() {
        // When
        var answer = api.answer(request("/locations/" + LONG + "/changes/change2"));

        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void traceOfAnOperationStaysInItsLocation() {
        // When
        var locations = new TreeMap<String, Set<String>>();
        var written = sync.written();
        written.contacts().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.events().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.commands().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.fetches().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.bookings().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.opportunities().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));
        written.tasks().forEach(r -> note(locations, r.getCorrelationId(), r.getLocationId()));

        // Then
        assertThat(locations)
                .hasSizeGreaterThan(10)
                .allSatisfy((correlationId, seen) ->
                        assertThat(seen).as(correlationId).hasSize(1));
        assertThat(written.eventRecords())
                .allSatisfy(record -> assertThat(new String(
                                record.headers().lastHeader("location-id").value(), StandardCharsets.UTF_8))
                        .isEqualTo(record.value().getLocationId()));
    }

    private static void note(Map<String, Set<String>> locations, String correlationId, String location) {
        locations.computeIfAbsent(correlationId, id -> new TreeSet<>()).add(location);
    }

    private static void assertIsOf(String location, String body) {
        var other = location.equals(SHORT) ? LONG : SHORT;
        assertThat(body)
                .contains(MARKS.get(location))
                .contains("\"locationId\":\"" + location + "\"")
                .doesNotContain(MARKS.get(other))
                .doesNotContain("\"locationId\":\"" + other + "\"");
    }

    private String contactOf(String location) {
        return sync.written().contacts().stream()
                .filter(contact -> contact.getLocationId().equals(location))
                .findFirst()
                .orElseThrow()
                .getContactId();
    }

    private void change(String location, String changeId, String contactId) {
        sync.change(CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer("crm")
                .setLocationId(location)
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(ContactFields.newBuilder()
                        .setCompany(MARKS.get(location) + changeId)
                        .build())
                .setExternalIds(List.of(new ExternalId("crm", "7")))
                .setCorrelationId("correlation-of-" + location + "-" + changeId)
                .build());
    }

    private String ok(String path) {
        var answer = api.answer(request(path));
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.status()).as(path + ": " + body).isEqualTo(200);
        return body;
    }

    private static Request request(String path) {
        int question = path.indexOf('?');
        return question < 0
                ? new Request("GET", path, null, null, false)
                : new Request("GET", path.substring(0, question), path.substring(question + 1), null, false);
    }
}
