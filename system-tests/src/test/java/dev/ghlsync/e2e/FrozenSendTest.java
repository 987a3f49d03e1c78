package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The one stale overwrite that nobody can exclude, provoked: a pusher is frozen after its last check, and its update arrives after newer ones. */
@EndToEnd
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FrozenSendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void whatAFrozenPusherSendsTooLateIsSeenCountedAndMendedAtOnce(Installation installation) {
        // Given
        List<Person> people = onePersonPerPartition(installation);
        try (var sends = new HeldSends(
                        URI.create(installation.stack().addresses().ghlBaseUrl()));
                Twin twin = Twin.of(
                        installation,
                        Member.PUSHER,
                        Map.of(
                                "GHL_BASE_URL",
                                sends.address(),
                                "PUSHER_PORT",
                                Twin.freePort(),
                                // A held update must not be given up before the freeze.
                                "PUSH_REQUEST_TIMEOUT_MS",
                                "8000",
                                "PUSH_SESSION_TIMEOUT_MS",
                                "9000"));
                var log = new RequestLog(installation.sandbox())) {
            awaitThatTheTwinPushes(people, sends);
            sends.hold();
            edit(people, 1);
            List<Person> theTwins = awaitHeld(people, sends, log);
            twin.freeze();
            awaitInGhl(people, 1);
            edit(people, 2);
            awaitInGhl(people, 2);

            // When
            sends.release();
            await("the held updates to arrive").atMost(PATIENCE).until(() -> sends.arrivedLate() == theTwins.size());
            twin.thaw();

            // Then
            await("both sides to have the newest city").atMost(PATIENCE).untilAsserted(() -> {
                log.readOn();
                assertThat(StaleOverwrite.in(log, "city"))
                        .hasSameSizeAs(theTwins)
                        .allMatch(each -> each.repaired().isPresent());
                assertThat(people).allSatisfy(person -> {
                    assertThat(person.cityInGhl()).isEqualTo(city(2));
                    assertThat(person.cityHere()).isEqualTo(city(2));
                });
            });
            StaleOverwrite.in(log, "city")
                    .forEach(each -> System.out.printf(
                            "frozen send: stale overwrite of %s mended %d ms later%n",
                            each.stale().contact(),
                            Duration.between(
                                            each.stale().arrived(),
                                            each.repaired().orElseThrow().arrived())
                                    .toMillis()));
        } finally {
            people.forEach(person -> person.place().close());
        }
    }

    /** Somebody whom we edit, in a location of their own. */
    private record Person(Place place, String ghlId, String contactId) {
        void giveCity(String city) {
            place.editedByUs(contactId, "{\"city\": \"" + city + "\"}");
        }

        String cityInGhl() {
            return place.inGhl(ghlId).path("city").asText();
        }

        String cityHere() {
            return place.onTopic(ghlId)
                    .map(contact -> Place.text((GenericRecord) contact.get("address"), "city"))
                    .orElse("");
        }
    }

    private static List<Person> onePersonPerPartition(Installation installation) {
        int partitions = installation.partitions(Topics.PUSH_COMMANDS);
        var ids = new TreeMap<Integer, String>();
        for (int i = 0; ids.size() < partitions; i++) {
            String id = "loc-held-" + i;
            ids.putIfAbsent(LocationPartitions.partitionOf(id, partitions), id);
        }
        var people = new ArrayList<Person>();
        for (String id : ids.values()) {
            Place place = Place.connected(installation, id);
            String ghlId = place.createdInGhl("{\"firstName\": \"Held\", \"email\": \"held@example.com\"}");
            var contact = place.awaited(ghlId, seen -> assertThat(seen).isNotNull());
            people.add(new Person(place, ghlId, Place.text(contact, "contactId")));
        }
        return people;
    }

    private static void awaitThatTheTwinPushes(List<Person> people, HeldSends sends) {
        var round = new int[1];
        await("the second pusher to own a partition")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    round[0]++;
                    people.forEach(person -> person.giveCity("Warm " + round[0]));
                    return sends.updates() > 0;
                });
        await("the last of these edits")
                .atMost(PATIENCE)
                .until(() ->
                        people.stream().allMatch(person -> person.cityInGhl().equals("Warm " + round[0])));
    }

    private static void edit(List<Person> people, int round) {
        people.forEach(person -> person.giveCity(city(round)));
    }

    /** Everybody's edit is in GoHighLevel or held. */
    private static List<Person> awaitHeld(List<Person> people, HeldSends sends, RequestLog log) {
        await("all edits to be sent").atMost(PATIENCE).until(() -> {
            int arrived = log.firstWrites("city", 1).size();
            return !sends.held().isEmpty() && arrived + sends.held().size() == people.size();
        });
        return people.stream()
                .filter(person -> sends.held().contains(person.ghlId()))
                .toList();
    }

    private static void awaitInGhl(List<Person> people, int round) {
        await("round " + round + " in GoHighLevel")
                .atMost(PATIENCE)
                .until(() ->
                        people.stream().allMatch(person -> person.cityInGhl().equals(city(round))));
    }

    private static String city(int round) {
        return "ours-" + round;
    }
}
