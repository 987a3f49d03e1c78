package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many dead letters on the running product: what a replay says it would do is what it does. {@code -Dghlsync.dlq.entries=10000}
 * for as many as the promise is about.
 */
@EndToEnd
class DlqReplayTest {
    private static final int ENTRIES = Integer.getInteger("ghlsync.dlq.entries", 120);
    private static final Duration LONG = Duration.ofSeconds(60 + ENTRIES / 10);

    @Test
    void thePreviewIsTheOutcomeAlsoWhenTheReplayIsInterruptedByADeadPusher(Installation installation) {
        try (Place place = Place.made(installation, "DlqReplay", ENTRIES);
                OurChanges ours = new OurChanges(installation.kafka())) {
            // Given
            List<String> contacts = connected(place);
            installation.fault(Map.of(
                    "kind", "status",
                    "status", 422,
                    "message", "website must be a URL address",
                    "method", "PUT",
                    "locationId", place.id(),
                    "path", "/contacts/.*"));
            contacts.forEach(id -> ours.set(place.id(), id, f -> f.setWebsite("https://" + id + ".example.com")));
            ours.flush();
            awaitLetters(installation, place, ENTRIES);
            installation.clearFaults();
            List<String> superseded = every(contacts, 3, 0);
            superseded.forEach(id -> ours.clear(place.id(), id, "website"));
            ours.flush();
            List<String> conflicts = every(contacts, 30, 1);
            conflicts.forEach(id ->
                    place.editedInGhl(place.ghlIdOf(id), "{\"website\": \"https://ghl-" + id + ".example.com\"}"));
            Map<String, Long> expected = Map.of(
                    "superseded", (long) superseded.size(),
                    "conflict", (long) conflicts.size(),
                    "apply", (long) ENTRIES - superseded.size() - conflicts.size());
            await("the preview")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(walk(installation, place, "/dlq/previews", "run-1", 99_999))
                            .isEqualTo(expected));
            long logged = lastRequest(installation);
            long begun = System.nanoTime();
            JsonNode page = installation
                    .pusher()
                    .get("/dlq/entries?location=" + place.id())
                    .body();
            JsonNode groups = installation
                    .pusher()
                    .get("/dlq/groups?location=" + place.id())
                    .body();
            Duration listed = Duration.ofNanos(System.nanoTime() - begun);

            // When
            Map<String, Long> outcome = walk(installation, place, "/dlq/replays", "run-1", 2);
            installation.stack().kill(Member.PUSHER);
            installation.stack().restart(Member.PUSHER);
            Map<String, Long> rest = walk(installation, place, "/dlq/replays", "run-1", 99_999);

            // Then
            System.out.printf(
                    "dlq: %d entries, listed in %d ms, preview %s, first pages %s, rest %s%n",
                    ENTRIES, listed.toMillis(), expected, outcome, rest);
            assertThat(listed).isLessThan(Duration.ofSeconds(2));
            assertThat(page.path("total").asInt()).isEqualTo(ENTRIES);
            assertThat(groups.path("groups").path(0).path("count").asInt()).isEqualTo(ENTRIES);
            assertThat(outcome.getOrDefault("apply", 0L) + rest.getOrDefault("apply", 0L))
                    .isEqualTo(expected.get("apply"));
            assertThat(outcome.getOrDefault("superseded", 0L) + rest.getOrDefault("superseded", 0L))
                    .isEqualTo(expected.get("superseded"));
            assertThat(rest).containsEntry("conflict", expected.get("conflict"));
            awaitLetters(installation, place, conflicts.size());
            Map<String, Long> sent = websitesSent(installation, place, logged);
            assertThat(sent.keySet()).doesNotContainAnyElementsOf(ghlIds(place, superseded));
            assertThat(sent.keySet()).doesNotContainAnyElementsOf(ghlIds(place, conflicts));
            assertThat(sent).hasSize(expected.get("apply").intValue());
            // The version that was under way when the pusher died is read first, and not written again.
            assertThat(sent.values()).containsOnly(1L);
        }
    }

    private static List<String> connected(Place place) {
        place.awaitInSearch(ENTRIES);
        place.connect();
        await("the contacts of " + place.id())
                .atMost(LONG)
                .until(() -> place.topic().contacts().size() == ENTRIES);
        return place.topic().contacts().stream()
                .map(contact -> Place.text(contact, "contactId"))
                .sorted()
                .toList();
    }

    private static void awaitLetters(Installation installation, Place place, int count) {
        await(count + " dead letters")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(installation
                                .pusher()
                                .get("/dlq/entries?limit=1&location=" + place.id())
                                .body()
                                .path("total")
                                .asInt())
                        .isEqualTo(count));
    }

    private static Map<String, Long> walk(
            Installation installation, Place place, String path, String run, int pagesMax) {
        var sum = new TreeMap<String, Long>();
        var body = JsonApi.MAPPER.createObjectNode().put("run", run).put("why", "test");
        body.put("limit", Math.max(10, ENTRIES / 20));
        body.putObject("filter").put("location", place.id());
        boolean more = true;
        for (int pages = 0; more && pages < pagesMax; pages++) {
            JsonNode outcome = installation.pusher().send("POST", path, body).require("a page");
            outcome.path("counts")
                    .forEach(reason -> reason.properties()
                            .forEach(verdict -> sum.merge(
                                    verdict.getKey(), verdict.getValue().asLong(), Long::sum)));
            body.set("cursor", outcome.path("nextCursor"));
            more = outcome.path("nextCursor").isTextual();
        }
        return sum;
    }

    /** How often each contact's website was sent since then. */
    private static Map<String, Long> websitesSent(Installation installation, Place place, long after) {
        return installation
                .sandbox()
                .get("/_sandbox/requests?limit=10000&method=PUT&locationId=" + place.id() + "&after=" + after)
                .require("the request log")
                .valueStream()
                .filter(call -> call.path("body").has("website"))
                .collect(Collectors.groupingBy(
                        call -> call.path("path").asText().replaceAll(".*/", ""), Collectors.counting()));
    }

    private static long lastRequest(Installation installation) {
        return installation
                .sandbox()
                .get("/_sandbox/requests?limit=10000")
                .require("the request log")
                .valueStream()
                .mapToLong(call -> call.path("number").asLong())
                .max()
                .orElse(0);
    }

    private static Set<String> ghlIds(Place place, List<String> contacts) {
        return contacts.stream().map(place::ghlIdOf).collect(Collectors.toSet());
    }

    private static List<String> every(List<String> contacts, int step, int from) {
        var some = new ArrayList<String>();
        for (int i = from; i < contacts.size(); i += step) {
            some.add(contacts.get(i));
        }
        return some;
    }
}
