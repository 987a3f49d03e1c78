package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.dlq.DlqCommand;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many dead letters on the running product: what a replay says it would do is what it does, also when the pusher dies in it.
 * {@code -Dghlsync.dlqEntries=10000} for as many as the promise is about.
 */
@EndToEnd
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class DlqReplayTest {
    private static final int ENTRIES = Integer.getInteger("ghlsync.dlqEntries", 120);
    private static final Duration LONG = Duration.ofSeconds(120 + ENTRIES / 8);
    private static final int PAGE = Math.min(500, Math.max(10, ENTRIES / 20));
    private static final String RUN = "run-1";

    @Test
    void thePreviewIsTheOutcomeAlsoWhenThePusherDiesInTheReplay(Installation installation) {
        try (Place place = Place.made(installation, "DlqReplay", ENTRIES);
                OurChanges ours = new OurChanges(installation.kafka())) {
            // Given
            Map<String, String> ghlIds = connected(installation, place);
            List<String> contacts = ghlIds.keySet().stream().sorted().toList();
            refusedWebsites(installation, place, ours, contacts);
            // A change that comes before the refusal is known would be sent, and end its letter.
            awaitPreview(installation, place, Map.of("apply", (long) ENTRIES));
            List<String> superseded = every(contacts, 3, 0);
            asItIsInGhl(place, ours, ghlIds, superseded);
            List<String> conflicts = every(contacts, 30, 1);
            conflicts.forEach(id -> place.editedInGhl(ghlIds.get(id), "{\"website\": \"https://example.com/theirs\"}"));
            Map<String, Long> expected = Map.of(
                    "superseded", (long) superseded.size(),
                    "conflict", (long) conflicts.size(),
                    "apply", (long) ENTRIES - superseded.size() - conflicts.size());
            awaitPreview(installation, place, expected);
            Duration listed = timed(() -> {
                assertThat(read(installation, "/dlq/groups?location=" + place.id())
                                .path("groups")
                                .path(0)
                                .path("count")
                                .asInt())
                        .isEqualTo(ENTRIES);
                assertThat(read(installation, "/dlq/entries?location=" + place.id())
                                .path("total")
                                .asInt())
                        .isEqualTo(ENTRIES);
            });
            try (var log = new RequestLog(installation.sandbox())) {

                // When
                Map<String, Long> firstPages = pages(installation, place, "/dlq/replays", 2);
                diesInTheNextPage(installation, place);
                int exit = DlqCommand.withSubcommands(Map.of())
                        .execute(
                                "replay",
                                "--location",
                                place.id(),
                                "--run",
                                RUN,
                                "--rate",
                                "1000",
                                "--why",
                                "the pusher died",
                                "--pusher",
                                installation
                                        .stack()
                                        .addresses()
                                        .http(Member.PUSHER)
                                        .toString());

                // Then
                awaitLetters(installation, place, conflicts.size());
                log.readOn();
                var sent = new HashMap<String, Integer>();
                log.writes("website").forEach((id, writes) -> sent.put(id, writes.size()));
                System.out.printf(
                        "dlq: %d entries; groups and first page in %d ms; preview %s; first two pages of %d: %s; sent"
                                + " to %d contacts in %d requests; %d entries left%n",
                        ENTRIES,
                        listed.toMillis(),
                        new TreeMap<>(expected),
                        PAGE,
                        firstPages,
                        sent.size(),
                        sent.values().stream().mapToInt(Integer::intValue).sum(),
                        conflicts.size());
                assertThat(exit).isZero();
                assertThat(listed).isLessThan(Duration.ofSeconds(2));
                assertThat(firstPages.values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(2L * PAGE);
                assertThat(sent.keySet())
                        .as("exactly what the preview said: nothing superseded, no conflict, nothing lost")
                        .isEqualTo(applied(ghlIds, superseded, conflicts));
                assertThat(sent.values()).as("requests per contact").containsOnly(1);
            }
        }
    }

    private static Map<String, String> connected(Installation installation, Place place) {
        place.awaitInSearch(ENTRIES);
        installation
                .gateway()
                .send(
                        "POST",
                        "/locations/" + place.id() + "/connection",
                        JsonApi.MAPPER.createObjectNode().put("token", place.token()))
                .require("to connect the location");
        Map<String, String> contacts = await("the contacts of " + place.id())
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> place.topic().contactIdByGhlId(), found -> found.size() == ENTRIES);
        var ghlIds = new HashMap<String, String>();
        contacts.forEach((ghlId, contactId) -> ghlIds.put(contactId, ghlId));
        return ghlIds;
    }

    private static void refusedWebsites(
            Installation installation, Place place, OurChanges ours, List<String> contacts) {
        installation.fault(Map.of(
                "kind", "status",
                "status", 422,
                "message", "website must be a URL address",
                "method", "PUT",
                "locationId", place.id(),
                "path", "/contacts/.*"));
        contacts.forEach(id -> ours.set(place.id(), id, fields -> fields.setWebsite("https://example.com/ours-1")));
        ours.flush();
        awaitLetters(installation, place, ENTRIES);
        installation.clearFaults();
    }

    /** Our side wants what GoHighLevel has, which is nothing for most. */
    private static void asItIsInGhl(Place place, OurChanges ours, Map<String, String> ghlIds, List<String> contacts) {
        var websites = new HashMap<String, String>();
        place.everyoneInGhl()
                .forEach(person -> websites.put(
                        person.path("id").asText(), person.path("website").asText("")));
        for (String id : contacts) {
            String website = websites.getOrDefault(ghlIds.get(id), "");
            if (website.isEmpty()) {
                ours.clear(place.id(), id, "website");
            } else {
                ours.set(place.id(), id, fields -> fields.setWebsite(website));
            }
        }
        ours.flush();
    }

    private static void awaitLetters(Installation installation, Place place, int count) {
        await(count + " dead letters")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(read(installation, "/dlq/entries?limit=1&location=" + place.id())
                                .path("total")
                                .asInt())
                        .isEqualTo(count));
    }

    private static void awaitPreview(Installation installation, Place place, Map<String, Long> expected) {
        await("the preview")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(pages(installation, place, "/dlq/previews", Integer.MAX_VALUE))
                        .isEqualTo(expected));
    }

    /** What became of some pages, or would, by verdict. */
    private static Map<String, Long> pages(Installation installation, Place place, String path, int pagesMax) {
        var sum = new HashMap<String, Long>();
        ObjectNode body = request(place);
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

    /** The pusher is killed while it works on a page, and started again. */
    private static void diesInTheNextPage(Installation installation, Place place) {
        Thread page = Thread.ofVirtual().start(() -> {
            try {
                installation.pusher().send("POST", "/dlq/replays", request(place));
            } catch (CommandFailure dead) {
                System.out.println("dlq: " + dead.getMessage());
            }
        });
        installation.stack().kill(Member.PUSHER);
        installation.stack().restart(Member.PUSHER);
        try {
            page.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode request(Place place) {
        ObjectNode body = JsonApi.MAPPER
                .createObjectNode()
                .put("run", RUN)
                .put("why", "test")
                .put("limit", PAGE);
        body.putObject("filter").put("location", place.id());
        return body;
    }

    private static JsonNode read(Installation installation, String path) {
        return installation.pusher().get(path).require("the dead letters");
    }

    private static Duration timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The contacts, by their ids in GoHighLevel, whose website was to be sent. */
    private static Set<String> applied(Map<String, String> ghlIds, List<String> superseded, List<String> conflicts) {
        var left = new HashSet<>(ghlIds.keySet());
        superseded.forEach(left::remove);
        conflicts.forEach(left::remove);
        return left.stream().map(ghlIds::get).collect(Collectors.toSet());
    }

    private static List<String> every(List<String> contacts, int step, int from) {
        return IntStream.iterate(from, i -> i < contacts.size(), i -> i + step)
                .mapToObj(contacts::get)
                .toList();
    }
}
