package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
        limit(BURST);
        try (Place place = Place.made(installation, "loc-killed", CONTACTS)) {
            long epoch = connect(place);
            List<Double> shares = new ArrayList<>();

            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                long until = (long) kill * CONTACTS / (KILLS + 1);
                shares.add(shareOfLimit(place, sync -> sync.path("hydrated").asLong() >= until));
                installation.stack().kill(Member.GATEWAY);
                installation.stack().restart(Member.GATEWAY);
            }
            shares.add(shareOfLimit(place, sync -> sync.path("status").asText().equals("COMPLETED")));
            long rss = rssKib();

            // Then
            JsonNode sync = connection(place).path("initialSync");
            System.out.printf(
                    "initial sync of %d contacts, killed %d times: %s; share of what limit minus reserve permits, by"
                            + " stretch: %s; gateway RSS %d MiB%n",
                    CONTACTS, KILLS, sync.path("counts"), shares, rss / 1024);
            assertThat(connection(place).path("epoch").asLong()).isEqualTo(epoch);
            assertThat(sync.path("contacts").asInt()).isEqualTo(CONTACTS);
            assertThat(sync.path("hydrated").asInt()).isEqualTo(CONTACTS);
            assertThat(rss).isLessThan(RSS_MAX_KIB);
            limit(5_000);
            assertThat(auditedUntilEqual(place).path("equal").asInt()).isEqualTo(CONTACTS);
        }
    }

    @Test
    void whatNoWebhookToldIsFoundByReconcileAndAudit() {
        // Given
        limit(5_000);
        try (Place place = Place.made(installation, "loc-unheard", 40)) {
            connect(place);
            await().atMost(ARRIVAL)
                    .until(() -> connection(place)
                            .path("initialSync")
                            .path("status")
                            .asText()
                            .equals("COMPLETED"));
            List<String> ids = new ArrayList<>();
            place.everyoneInGhl().forEach(contact -> ids.add(contact.path("id").asText()));
            assertThat(auditedUntilEqual(place).path("equal").asInt()).isEqualTo(40);

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
            JsonNode found = audit(place, true);

            // Then
            assertThat(found.path("deletedThere").asInt())
                    .as("only the audit finds deletes")
                    .isEqualTo(1);
            assertThat(found.path("differing").asInt())
                    .as("the reconcile found the rest")
                    .isZero();
            assertThat(found.path("onlyThere").asInt()).isZero();
            JsonNode last = auditedUntilEqual(place);
            assertThat(last.path("equal").asInt()).isEqualTo(40);
            assertThat(connection(place).path("lastAudited").isTextual()).isTrue();
        }
    }

    @Test
    void aTwentiethOfWebhooksMayBeLost() {
        // Given
        limit(5_000);
        try (Place place = Place.made(installation, "loc-lossy", 30)) {
            connect(place);
            await().atMost(ARRIVAL)
                    .until(() -> connection(place)
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
            audit(place, true);
            assertThat(auditedUntilEqual(place).path("equal").asInt()).isEqualTo(29);
        }
    }

    private static long connect(Place place) {
        return installation
                .gateway()
                .send("POST", path(place), JsonApi.MAPPER.createObjectNode().put("token", place.token()))
                .require("to connect")
                .path("epoch")
                .asLong();
    }

    /**
     * Waits, and returns which part of the requests that limit minus reserve permit the gateway used meanwhile: of the hydrate step alone, from its
     * first page to its last seen one.
     */
    private static double shareOfLimit(Place place, Predicate<JsonNode> over) {
        JsonNode[] seen = new JsonNode[2];
        long before = connection(place).path("initialSync").path("hydrated").asLong();
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
            JsonNode sync = connection(place).path("initialSync");
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

    private static JsonNode connection(Place place) {
        return await("the gateway")
                .atMost(ARRIVAL)
                .ignoreExceptions()
                .until(
                        () -> installation.gateway().get(path(place)).require("the connection"),
                        shown -> shown.has("epoch"));
    }

    private static String path(Place place) {
        return "/locations/" + place.id() + "/connection";
    }

    private static void awaitReconciled(Place place, Instant upTo) {
        await("reconciled up to " + upTo).atMost(ARRIVAL).until(() -> {
            JsonNode last = connection(place).path("lastReconciled");
            // GoHighLevel's search knows of a change two seconds later; its clock shows whole seconds.
            return last.isTextual() && Instant.parse(last.asText()).isAfter(upTo.plusSeconds(5));
        });
    }

    private static JsonNode audit(Place place, boolean repair) {
        String audits = "/locations/" + place.id() + "/audits";
        String id = installation
                .gateway()
                .send("POST", audits, JsonApi.MAPPER.createObjectNode().put("repair", repair))
                .require("an audit")
                .path("auditId")
                .asText();
        return await("the audit of " + place.id())
                .atMost(LONG)
                .until(
                        () -> installation.gateway().get(audits + "/" + id).require("the report"),
                        report -> !report.path("status").asText().equals("running"));
    }

    /** What was published takes a moment to arrive on our side. */
    private static JsonNode auditedUntilEqual(Place place) {
        return await("both sides of " + place.id() + " to be equal")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> audit(place, false), report -> {
                    if (!report.path("isEqual").asBoolean()) {
                        ((ObjectNode) report).remove("auditId");
                        System.out.println("not equal yet: " + report);
                    }
                    return report.path("isEqual").asBoolean();
                });
    }

    private static void limit(int burst) {
        installation
                .sandbox()
                .send(
                        "PUT",
                        "/_sandbox/settings",
                        JsonApi.MAPPER
                                .createObjectNode()
                                .put("burstLimit", burst)
                                .put("dailyLimit", 5_000_000))
                .require("its settings");
    }

    private static void dropping(double probability) {
        installation
                .sandbox()
                .send("PUT", "/_sandbox/webhooks/settings", json("{\"dropProbability\": " + probability + "}"))
                .require("its settings");
    }

    /** Resident memory of the gateway, from the kernel. */
    private static long rssKib() {
        long pid = installation.stack().process(Member.GATEWAY).pid();
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // Not Linux: nothing to measure.
        }
    }
}
