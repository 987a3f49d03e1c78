package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.stack.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many locations are connected at once, as when an agency installs the app everywhere, while people edit contacts of others. */
@EndToEnd
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ManyLocationsTest {
    /** Also 200: {@code -Dghlsync.locations=200}. */
    private static final int LOCATIONS = Integer.getInteger("ghlsync.locations", 12);

    private static final int CONTACTS = Integer.getInteger("ghlsync.locationContacts", 24);
    private static final int EDITS_PER_SECOND = 10;
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("ghlsync.idleSeconds", 3));
    private static final Duration LONG = Duration.ofMinutes(20);
    /** GoHighLevel's own: requests per 10 s. */
    private static final int BURST = 100;
    /** The gateway's limit of memory in the requirements. */
    private static final long RSS_MAX_KIB = 512L * 1024;

    /** @param waited from the connection to the begin of the initial sync */
    private record Sync(Instant begun, Instant ended, Duration waited, int contacts, int hydrated) {
        static Sync of(JsonNode connection) {
            JsonNode sync = connection.path("initialSync");
            Instant begun = Instant.parse(sync.path("startedAt").asText());
            return new Sync(
                    begun,
                    Instant.parse(sync.path("completedAt").asText()),
                    Duration.between(
                            Instant.parse(connection.path("connectedAt").asText()), begun),
                    sync.path("contacts").asInt(),
                    sync.path("hydrated").asInt());
        }
    }

    @Test
    void allProgressTogetherInBoundedMemoryAndOthersStayLive(Installation installation) {
        // Given
        try (Place one = live(installation, "loc-live-1");
                Place two = live(installation, "loc-live-2");
                var edits = new LiveEdits(installation, List.of(one, two), EDITS_PER_SECOND)) {
            List<Place> places = IntStream.range(0, LOCATIONS)
                    .mapToObj(i -> Place.made(installation, "loc-many-" + i, CONTACTS))
                    .toList();
            edits.during(() -> pass(IDLE));
            LiveEdits.Hops idle = edits.during(() -> pass(IDLE));
            long rssBefore = installation.residentKib(Member.GATEWAY, "VmRSS");
            installation.burstLimit(BURST);

            // When
            Instant begun = Instant.now();
            List<Sync> syncs = new ArrayList<>();
            LiveEdits.Hops during = edits.during(() -> {
                connectAll(places);
                places.forEach(place -> syncs.add(completed(place)));
            });

            // Then
            long rss = installation.residentKib(Member.GATEWAY, "VmHWM");
            installation.burstLimit(Installation.BURST_LIFTED);
            Instant lastBegun =
                    syncs.stream().map(Sync::begun).max(Instant::compareTo).orElseThrow();
            long overBefore = syncs.stream()
                    .filter(sync -> sync.ended().isBefore(lastBegun))
                    .count();
            System.out.printf(
                    "%d locations of %d contacts connected at once: completed %s after the first was connected; an"
                            + " initial sync took %s, waited %s; %d were complete when the last one began%n"
                            + "edits of others, ms to their webhook p50/p95 and to sync.contacts p50/p95/max:%n"
                            + "  idle   %s%n  during %s (p95 %.2f times)%n"
                            + "gateway RSS %d MiB before, at most %d MiB%n",
                    LOCATIONS,
                    CONTACTS,
                    spread(syncs.stream()
                            .map(sync -> Duration.between(begun, sync.ended()))
                            .toList()),
                    spread(syncs.stream()
                            .map(sync -> Duration.between(sync.begun(), sync.ended()))
                            .toList()),
                    spread(syncs.stream().map(Sync::waited).toList()),
                    overBefore,
                    idle,
                    during,
                    during.contactP95() / (double) Math.max(1, idle.contactP95()),
                    rssBefore / 1024,
                    rss / 1024);
            assertThat(syncs).allSatisfy(sync -> {
                assertThat(sync.contacts()).isEqualTo(CONTACTS);
                assertThat(sync.hydrated()).isEqualTo(CONTACTS);
            });
            assertThat(overBefore)
                    .as("locations that were complete before the last one began")
                    .isLessThan(LOCATIONS / 2);
            assertThat(rss).isLessThan(RSS_MAX_KIB);
            assertEveryoneIsHere(installation, places);
        }
    }

    private static Place live(Installation installation, String id) {
        Place place = Place.made(installation, id, 50);
        place.connect();
        return place;
    }

    private static void connectAll(List<Place> places) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(places.stream()
                            .map(place -> CompletableFuture.runAsync(() -> place.connectOnly(false), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static Sync completed(Place place) {
        return Sync.of(await("the initial sync of " + place.id())
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        place::connection,
                        shown -> shown.path("initialSync")
                                .path("status")
                                .asText()
                                .equals("COMPLETED")));
    }

    private static void assertEveryoneIsHere(Installation installation, List<Place> places) {
        try (var contacts = new SyncContacts(installation.kafka())) {
            for (Place place : places) {
                await("the people of " + place.id())
                        .atMost(LONG)
                        .untilAsserted(() -> assertThat(contacts.of(place.id())).hasSize(CONTACTS));
            }
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("some time").atMost(LONG).until(() -> System.nanoTime() >= end);
    }

    /** Shortest, middle and longest. */
    private static String spread(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return "%.1f/%.1f/%.1f s"
                .formatted(
                        sorted.getFirst().toMillis() / 1e3,
                        sorted.get(sorted.size() / 2).toMillis() / 1e3,
                        sorted.getLast().toMillis() / 1e3);
    }
}
