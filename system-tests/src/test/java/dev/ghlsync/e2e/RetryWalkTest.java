package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static dev.ghlsync.e2e.TopicLog.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A change that GoHighLevel keeps answering with 503 walks through all waiting rooms and ends as one dead letter, although the pusher is killed in each. */
@EndToEnd
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RetryWalkTest {
    private record Room(Topic<?> topic, Duration stay) {}

    private static final List<Room> ROOMS = List.of(
            new Room(Topics.PUSH_RETRY_1M, Duration.ofMinutes(1)),
            new Room(Topics.PUSH_RETRY_5M, Duration.ofMinutes(5)),
            new Room(Topics.PUSH_RETRY_15M, Duration.ofMinutes(15)),
            new Room(Topics.PUSH_RETRY_1H, Duration.ofHours(1)),
            new Room(Topics.PUSH_RETRY_6H, Duration.ofHours(6)));
    /** What every room's wait is scaled to: long enough to kill the pusher while the record waits. */
    private static final Duration SCALED = Duration.ofSeconds(4);

    @Test
    void walksThroughAllRoomsThoughKilledInEachAndEndsAsOneDeadLetter(Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Walk\", \"email\": \"walk@example.com\"}");
        String contactId = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Walk")),
                "contactId");
        installation.fault(Map.of("kind", "status", "status", 503, "locationId", place.id()));
        pusherFor(installation, ROOMS.getFirst());
        var waited = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var rooms = new TopicLog(
                        installation.kafka(), ROOMS.stream().map(Room::topic).toArray(Topic<?>[]::new));
                var letters = new TopicLog(installation.kafka(), Topics.PUSH_DLQ);
                var replans = new TopicLog(installation.kafka(), Topics.PUSH_REPLANS);
                var commands = new TopicLog(installation.kafka(), Topics.PUSH_COMMANDS);
                var reader = new AvroSerdes(installation.kafka()).deserializer(Topics.PUSH_REPLANS)) {

            // When
            place.editedByUs(contactId, "{\"city\": \"Nowhere\"}");
            for (int i = 0; i < ROOMS.size(); i++) {
                waited.add(arrivalIn(rooms, ROOMS.get(i), contactId));
                installation.stack().kill(Member.PUSHER);
                pusherFor(installation, ROOMS.get(Math.min(i + 1, ROOMS.size() - 1)));
            }
            ConsumerRecord<byte[], byte[]> letter = await("the dead letter of " + contactId)
                    .atMost(ARRIVAL)
                    .until(() -> lettersOf(letters, contactId), found -> !found.isEmpty())
                    .getFirst();

            // Then
            assertThat(header(letter, Headers.REASON)).isEqualTo("server_fault");
            assertThat(header(letter, Headers.HTTP_STATUS)).isEqualTo("503");
            assertThat(header(letter, Headers.ATTEMPT)).isEqualTo("6");
            assertThat(bytesOf(commands, contactId))
                    .as("the bytes of the last command")
                    .endsWith(letter.value());
            for (var record : waited) {
                assertThat(bytesOf(commands, contactId)).contains(record.value());
                assertNotEarly(record, replans, reader);
            }
            assertThat(waited.stream().map(record -> header(record, Headers.ATTEMPT)))
                    .containsExactly("1", "2", "3", "4", "5");
            assertPassesAgain(installation, place, ghlId, contactId);
            assertThat(lettersOf(letters, contactId)).as("dead letters").hasSize(1);
        } finally {
            installation.clearFaults();
            installation.stack().restart(Member.PUSHER);
        }
    }

    /** Restarts the pusher so that what it sends to the room waits {@link #SCALED} there. */
    private static void pusherFor(Installation installation, Room room) {
        double scale = (double) SCALED.toMillis() / room.stay().toMillis();
        installation
                .stack()
                .restart(Member.PUSHER, Map.of("PUSH_RETRY_SCALE", String.format(Locale.ROOT, "%.9f", scale)));
    }

    private static ConsumerRecord<byte[], byte[]> arrivalIn(TopicLog rooms, Room room, String contactId) {
        return await("a record in " + room.topic().name())
                .atMost(ARRIVAL)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> rooms.upToNow().stream()
                                .filter(record ->
                                        record.topic().equals(room.topic().name()))
                                .filter(record -> contactId.equals(key(record)))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<ConsumerRecord<byte[], byte[]>> lettersOf(TopicLog letters, String contactId) {
        return letters.upToNow().stream()
                .filter(letter -> letter.value() != null)
                .filter(letter -> letter.headers().lastHeader(Headers.ORIGINAL_KEY) != null)
                .filter(letter -> contactId.equals(header(letter, Headers.ORIGINAL_KEY)))
                .toList();
    }

    private static List<byte[]> bytesOf(TopicLog commands, String contactId) {
        return commands.upToNow().stream()
                .filter(record -> contactId.equals(key(record)))
                .map(ConsumerRecord::value)
                .toList();
    }

    /** The replan that let the record out was not written before it was due. */
    private static void assertNotEarly(
            ConsumerRecord<byte[], byte[]> waiting, TopicLog replans, Deserializer<PushReplan> reader) {
        long due = Long.parseLong(header(waiting, Headers.DUE_AT));
        long version = Long.parseLong(header(waiting, Headers.VERSION));
        long left = replans.upToNow().stream()
                .filter(replan -> Objects.equals(
                        version,
                        reader.deserialize(replan.topic(), replan.value()).getVersion()))
                .mapToLong(ConsumerRecord::timestamp)
                .min()
                .orElseThrow(() -> new AssertionError("No replan of version " + version + " was written."));
        assertThat(left).as("left " + waiting.topic()).isGreaterThanOrEqualTo(due);
    }

    private static void assertPassesAgain(Installation installation, Place place, String ghlId, String contactId) {
        installation.clearFaults();
        place.editedByUs(contactId, "{\"city\": \"Somewhere\"}");
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("city").asText("")).isEqualTo("Somewhere"));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
