package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.stack.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A location is complete and stays so, and an audit proves it: when the gateway is killed while it reads, when webhooks are lost, and when nothing tells
 * of a delete.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CompleteAndEqualTest {
    /** Also 100,000: {@code -Dghlsync.initialSync=100000}. */
    private static final int CONTACTS = Integer.getInteger("ghlsync.initialSync", 600);
    /** Requests per 10 s that GoHighLevel allows; an initial sync needs one per contact. */
    private static final int BURST = Integer.getInteger("ghlsync.burst", 620);

    private static final int KILLS = 3;
    private static final Duration LONG = Duration.ofMinutes(50);
    /** The gateway's limit of memory in the requirements. */
    private static final long RSS_MAX_KIB = 512L * 1024;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.start(Map.of(
                "RECONCILE_EVERY_MS", "2000", "RECONCILE_FIRST_AFTER_MS", "3000", "RECONCILE_OVERLAP_MS", "10000"));
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void anInitialSyncThatIsKilledThreeTimesEndsCompleteAndUsesTheLimit() {
        // Given
        installation.burstLimit(BURST);
        try (Place place = Place.made(installation, "loc-killed", CONTACTS)) {
            long epoch = place.connectOnly(false);
            List<Double> shares = new ArrayList<>();

            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                long until = (long) kill * CONTACTS / (KILLS + 1);
                shares.add(shareOfLimit(place, sync -> sync.path("hydrated").asLong() >= until));
                installation.stack().kill(Member.GATEWAY);
                installation.stack().restart(Member.GATEWAY);
            }
            shares.add(shareOfLimit(place, sync -> sync.path("status").asText().equals("COMPLETED")));
            long rss = installation.residentKib(Member.GATEWAY, "VmRSS");

            // Then
            JsonNode sync = place.connection().path("initialSync");
            System.out.printf(
                    "initial sync of %d contacts, killed %d times: %s; share of what limit minus reserve permits, by"
                            + " stretch: %s; gateway RSS %d MiB%n",
                    CONTACTS, KILLS, sync.path("counts"), shares, rss / 1024);
            assertThat(place.connection().path("epoch").asLong()).isEqualTo(epoch);
            assertThat(sync.path("contacts").asInt()).isEqualTo(CONTACTS);
            assertThat(sync.path("hydrated").asInt()).isEqualTo(CONTACTS);
            assertThat(rss).isLessThan(RSS_MAX_KIB);
            installation.burstLimit(5_000);
            assertThat(place.auditedUntilEqual().path("equal").asInt()).isEqualTo(CONTACTS);
        }
    }

    @Test
    void whatNoWebhookToldIsFoundByReconcileAndAudit() {
        // Given
        installation.burstLimit(5_000);
        try (Place place = Place.made(installation, "loc-unheard", 40)) {
            place.connectOnly(false);
            await().atMost(ARRIVAL)
                    .until(() -> place.connection()
                            .path("initialSync")
                            .path("status")
                            .asText()
                            .equals("COMPLETED"));
            List<String> ids = new ArrayList<>();
            place.everyoneInGhl().forEach(contact -> ids.add(contact.path("id").asText()));
            assertThat(place.auditedUntilEqual().path("equal").asInt()).isEqualTo(40);

            // When
            place.unheard(() -> {
                place.createdInGhl("{\"firstName\": \"Unheard\", \"email\": \"unheard@example.com\"}");
                place.editedInGhl(ids.get(0), "{\"city\": \"Changed\", \"website\": \"https://changed.example.com\"}");
                place.editedInGhl(ids.get(1), "{\"phone\": null, \"timezone\": null, \"city\": null}");
                place.taggedInGhl(ids.get(2), "{\"tags\": [\"unheard\"]}");
                place.deletedInGhl(ids.get(3));
                return true;
            });
            awaitReconciled(place, Instant.now());
            JsonNode found = place.audit(true);

            // Then
            assertThat(found.path("deletedThere").asInt())
                    .as("only the audit finds deletes")
                    .isEqualTo(1);
            assertThat(found.path("differing").asInt())
                    .as("the reconcile found the rest")
                    .isZero();
            assertThat(found.path("onlyThere").asInt()).isZero();
            JsonNode last = place.auditedUntilEqual();
            assertThat(last.path("equal").asInt()).isEqualTo(40);
            assertThat(place.connection().path("lastAudited").isTextual()).isTrue();
        }
    }

    @Test
    void opportunitiesAppointmentsAndTasksAreComparedTooAndTheirDeletesFound() {
        // Given
        installation.burstLimit(Installation.BURST_LIFTED);
        try (Place place = Place.made(installation, "loc-deals", 5, 6, 4)) {
            String contact = place.everyoneInGhl().get(0).path("id").asText();
            for (int i = 0; i < 3; i++) {
                place.api()
                        .send(
                                "POST",
                                "/contacts/" + contact + "/tasks",
                                json("{\"title\": \"Call\", \"completed\": false,"
                                        + " \"dueDate\": \"2030-01-02T10:00:00.000Z\"}"))
                        .require("a task");
            }
            place.connect();
            JsonNode before = place.auditedUntilEqual();
            List<String> deals = ids(place, "opportunities");
            List<String> bookings = ids(place, "appointments");
            List<String> tasks = ids(place, "tasks");
            place.unheard(() -> {
                place.api()
                        .send(
                                "PUT",
                                "/opportunities/" + deals.get(0),
                                json("{\"name\": \"Renamed\", \"monetaryValue\": 77.5}"))
                        .require("an edit");
                place.api().delete("/opportunities/" + deals.get(1)).require("a delete");
                place.api().delete("/calendars/events/" + bookings.get(1)).require("a delete");
                place.api()
                        .delete("/contacts/" + contact + "/tasks/" + tasks.get(1))
                        .require("a delete");
                return true;
            });

            // When
            List<JsonNode> audits = new ArrayList<>();
            await("the deletes").atMost(ARRIVAL).until(() -> {
                audits.add(place.audit(true));
                return here(audits.getLast()).equals(List.of(5, 3, 2));
            });

            // Then
            assertThat(List.of("opportunities", "bookings", "tasks"))
                    .allSatisfy(kind -> assertThat(audits)
                            .as("nothing but an audit finds deletes of " + kind)
                            .anyMatch(audit ->
                                    audit.path(kind).path("deletedThere").asInt() == 1));
            assertThat(equal(before)).containsExactly(6, 4, 3);
            JsonNode last = place.auditedUntilEqual();
            assertThat(equal(last)).containsExactly(5, 3, 2);
            assertThat(last.path("opportunities").path("inGhl").asInt()).isEqualTo(5);
        }
    }

    @Test
    void moreMissingThanAHundredthIsLeftToAnOperator() {
        // Given
        installation.burstLimit(Installation.BURST_LIFTED);
        try (Place place = Place.made(installation, "loc-emptied", 30)) {
            place.connect();
            List<String> ids = new ArrayList<>();
            place.everyoneInGhl().forEach(contact -> ids.add(contact.path("id").asText()));
            place.unheard(() -> {
                ids.subList(0, 11).forEach(place::deletedInGhl);
                return true;
            });
            place.awaitInSearch(19);

            // When
            JsonNode audit = place.audit(true);

            // Then
            assertThat(audit.path("unconfirmed").asInt()).isEqualTo(11);
            assertThat(audit.path("deletedThere").asInt()).isZero();
            assertThat(audit.path("repaired").asInt()).isZero();
            assertThat(audit.path("equal").asInt()).isEqualTo(19);
            assertThat(audit.path("isEqual").asBoolean()).isFalse();
            assertThat(audit.path("stopped").asText()).contains("11 contacts are missing", "more than 1 %");
            assertThat(place.onTopic(ids.getFirst()))
                    .hasValueSatisfying(
                            contact -> assertThat(Place.text(contact, "status")).isEqualTo("ACTIVE"));
        }
    }

    @Test
    void aTwentiethOfWebhooksMayBeLost() {
        // Given
        installation.burstLimit(5_000);
        try (Place place = Place.made(installation, "loc-lossy", 30)) {
            place.connectOnly(false);
            await().atMost(ARRIVAL)
                    .until(() -> place.connection()
                            .path("initialSync")
                            .path("status")
                            .asText()
                            .equals("COMPLETED"));
            List<String> ids = new ArrayList<>();
            place.everyoneInGhl().forEach(contact -> ids.add(contact.path("id").asText()));
            dropping(0.05);

            // When
            for (int i = 0; i < 200; i++) {
                place.editedInGhl(ids.get(i % ids.size()), "{\"city\": \"City " + i + "\"}");
            }
            place.deletedInGhl(ids.getLast());
            dropping(0);
            awaitReconciled(place, Instant.now());

            // Then
            place.audit(true);
            assertThat(place.auditedUntilEqual().path("equal").asInt()).isEqualTo(29);
        }
    }

    private static List<String> ids(Place place, String list) {
        return place.stateInGhl()
                .path(list)
                .valueStream()
                .map(object -> object.path("id").asText())
                .toList();
    }

    private static List<Integer> here(JsonNode audit) {
        return counts(audit, "here");
    }

    private static List<Integer> equal(JsonNode audit) {
        return counts(audit, "equal");
    }

    private static List<Integer> counts(JsonNode audit, String name) {
        return Stream.of("opportunities", "bookings", "tasks")
                .map(kind -> audit.path(kind).path(name).asInt())
                .toList();
    }

    /**
     * Waits, and returns which part of the requests that limit minus reserve permit the gateway used meanwhile: of the hydrate step alone, from its
     * first page to its last seen one.
     */
    private static double shareOfLimit(Place place, Predicate<JsonNode> over) {
        JsonNode[] seen = new JsonNode[2];
        long before = place.connection().path("initialSync").path("hydrated").asLong();
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            JsonNode sync = place.connection().path("initialSync");
            if (sync.path("step").asText().equals("HYDRATE")
                    && sync.path("hydrated").asLong() > before) {
                seen[0] = seen[0] == null ? sync : seen[0];
                seen[1] = sync;
            }
            return over.test(sync);
        });
        if (seen[0] == null) {
            return 0;
        }
        long millis = Duration.between(
                        Instant.parse(seen[0].path("updatedAt").asText()),
                        Instant.parse(seen[1].path("updatedAt").asText()))
                .toMillis();
        // One request per contact and one per page of 100.
        double requests = 1.01
                * (seen[1].path("hydrated").asLong() - seen[0].path("hydrated").asLong());
        return millis == 0 ? 0 : requests / ((BURST - 20) * millis / 10_000.0);
    }

    private static void awaitReconciled(Place place, Instant upTo) {
        await("reconciled up to " + upTo).atMost(ARRIVAL).until(() -> {
            JsonNode last = place.connection().path("lastReconciled");
            // GoHighLevel's search knows of a change two seconds later; its clock shows whole seconds.
            return last.isTextual() && Instant.parse(last.asText()).isAfter(upTo.plusSeconds(5));
        });
    }

    private static void dropping(double probability) {
        installation
                .sandbox()
                .send("PUT", "/_sandbox/webhooks/settings", json("{\"dropProbability\": " + probability + "}"))
                .require("its settings");
    }
}
