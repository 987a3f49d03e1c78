package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.BackfillPhase;
import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Of two gateways one is frozen in the middle of its initial syncs; the other goes on, and the frozen one wakes up beside it. */
@EndToEnd
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(
        named = "ghlsync.freeze",
        matches = "true",
        disabledReason = "takes half a minute; run it with -Dghlsync.freeze=true")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FrozenGatewayTest {
    private static final int LOCATIONS = 4;
    /** Several pages. */
    private static final int CONTACTS = 250;

    private static final int PAGE = 100;
    /** Requests per 10 s: an initial sync takes about ten seconds. */
    private static final int BURST = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The requirement: another owner goes on within 15 s. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    @Test
    void theOtherGoesOnFromTheCursorAndTheFrozenOneDoesNoHarmWhenItWakes(Installation installation) {
        // Given
        String port = Twin.freePort();
        Path journal = installation.stack().log(Member.GATEWAY).resolveSibling("twin-journal");
        List<Place> places = IntStream.range(0, LOCATIONS)
                .mapToObj(i -> Place.made(installation, "loc-frozen-" + i, CONTACTS))
                .toList();
        ProcessHandle first = installation.stack().process(Member.GATEWAY);
        try (Twin _ = Twin.of(
                installation, Member.GATEWAY, Map.of("GATEWAY_PORT", port, "TOKEN_JOURNAL_DIR", journal.toString()))) {
            var twin = new JsonApi("second gateway", URI.create("http://127.0.0.1:" + port));
            int all = installation.partitions(Topics.GHL_CONNECTIONS);
            await("both to own some").atMost(PATIENCE).ignoreExceptions().until(() -> {
                int mine = owned(twin);
                return mine > 0 && mine + owned(installation.gateway()) == all;
            });
            installation.burstLimit(BURST);
            places.forEach(place -> place.connectOnly(false));
            await("the first pages of all")
                    .atMost(PATIENCE)
                    .until(() -> places.stream().allMatch(place -> hydrated(place.connection()) > 0));

            // When
            Signals.freeze(first);
            long frozen = System.nanoTime();
            Map<String, Long> then = hydrated(twin, places);
            await("the other gateway to own all")
                    .atMost(TAKE_OVER)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> owned(twin) == all);
            long owning = System.nanoTime();
            await("progress of every location that is not complete")
                    .atMost(TAKE_OVER.minusNanos(owning - frozen))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hydrated(twin, places).entrySet().stream()
                            .allMatch(now -> now.getValue() == CONTACTS || now.getValue() > then.get(now.getKey())));
            long goingOn = System.nanoTime();
            Signals.thaw(first);
            places.forEach(place -> completed(twin, place));

            // Then
            System.out.printf(
                    "frozen with %s read of %d each; all partitions with the other after %d ms, all locations going on"
                            + " after %d ms%n",
                    then.values(), CONTACTS, (owning - frozen) / 1_000_000, (goingOn - frozen) / 1_000_000);
            await("both to own some again")
                    .atMost(PATIENCE)
                    .until(() -> owned(twin) + owned(installation.gateway()) == all);
            installation.burstLimit(Installation.BURST_LIFTED);
            for (Place place : places) {
                JsonNode sync = place.connection().path("initialSync");
                assertThat(sync.path("hydrated").asInt()).isEqualTo(CONTACTS);
                assertThat(place.auditedUntilEqual().path("equal").asInt()).isEqualTo(CONTACTS);
            }
            assertThatProgressNeverWentBack(installation, places);
            assertThat(readById(installation, places).values())
                    .as("contacts written, of which a new owner repeats one page at most, twice")
                    .allMatch(count -> count >= CONTACTS && count <= CONTACTS + 2 * PAGE);
        } finally {
            Signals.thaw(first);
            places.forEach(Place::close);
        }
    }

    private static int owned(JsonApi gateway) {
        return gateway.text("/prometheus")
                .lines()
                .filter(line -> line.startsWith("ghlsync_owned_partitions"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long hydrated(JsonNode connection) {
        return connection.path("initialSync").path("hydrated").asLong();
    }

    private static Map<String, Long> hydrated(JsonApi gateway, List<Place> places) {
        Map<String, Long> counts = new TreeMap<>();
        for (Place place : places) {
            counts.put(place.id(), hydrated(shown(gateway, place)));
        }
        return counts;
    }

    private static JsonNode shown(JsonApi gateway, Place place) {
        return gateway.get("/locations/" + place.id() + "/connection").require("the connection");
    }

    private static void completed(JsonApi gateway, Place place) {
        await("the initial sync of " + place.id())
                .atMost(PATIENCE)
                .until(() -> shown(gateway, place)
                        .path("initialSync")
                        .path("status")
                        .asText()
                        .equals("COMPLETED"));
    }

    private static void assertThatProgressNeverWentBack(Installation installation, List<Place> places) {
        Map<String, Long> newest = new HashMap<>();
        for (BackfillProgress progress : records(installation, Topics.GHL_BACKFILL_PROGRESS)) {
            if (progress.getPhase() == BackfillPhase.INITIAL_SYNC && isOf(places, progress.getLocationId())) {
                long pages = progress.getPages();
                Long before = newest.put(progress.getLocationId(), pages);
                assertThat(before == null || before <= pages)
                        .as("progress of " + progress.getLocationId() + ": " + before + " pages, then " + pages)
                        .isTrue();
            }
        }
        assertThat(newest).hasSize(LOCATIONS);
    }

    private static Map<String, Integer> readById(Installation installation, List<Place> places) {
        Map<String, Integer> reads = new TreeMap<>();
        for (GhlSnapshot snapshot : records(installation, Topics.GHL_SNAPSHOTS)) {
            if (isOf(places, snapshot.getLocationId())
                    && snapshot.getObjectType() == ObjectType.CONTACT
                    && snapshot.getSourceKind() == SnapshotSource.GET
                    && snapshot.getPurpose() == ReadPurpose.INITIAL_SYNC) {
                reads.merge(snapshot.getLocationId(), 1, Integer::sum);
            }
        }
        return reads;
    }

    private static boolean isOf(List<Place> places, String locationId) {
        return places.stream().anyMatch(place -> place.id().equals(locationId));
    }

    private static <V extends SpecificRecord> List<V> records(Installation installation, Topic<V> topic) {
        try (var log = new TopicLog(installation.kafka(), topic);
                var values = new AvroSerdes(installation.kafka()).deserializer(topic)) {
            return log.upToNow().stream()
                    .map(record -> values.deserialize(topic.name(), record.value()))
                    .toList();
        }
    }
}
