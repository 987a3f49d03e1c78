package dev.ghlsync.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.cli.CommandCluster;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * On a real broker, among records of the last 7 days; {@code -Dghlsync.trace.records=1000000} makes them a million and says how long a
 * trace takes.
 */
class TraceCommandTest {
    private static final int OTHERS = Integer.getInteger("ghlsync.trace.records", 20_000);
    private static final int LOCATIONS = 20;
    private static final Duration PERIOD = Duration.ofDays(7).minusHours(1);
    /** What a day brings: of ten records so many are of each topic. */
    private static final List<Topic<?>> MIX = List.of(
            Topics.GHL_WEBHOOKS,
            Topics.GHL_WEBHOOKS,
            Topics.GHL_WEBHOOKS,
            Topics.GHL_SNAPSHOTS,
            Topics.SYNC_CONTACTS,
            Topics.SYNC_CONTACTS,
            Topics.SYNC_EVENTS,
            Topics.SYNC_EVENTS,
            Topics.PUSH_COMMANDS,
            Topics.PUSH_RESULTS);

    @TempDir
    private static Path folder;

    private static final Queue<Exception> FAILED = new ConcurrentLinkedQueue<>();

    private static Instant begin;
    private static CommandCluster broker;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        begin = Instant.now().minus(PERIOD);
        broker = CommandCluster.start(folder);
        producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.servers(), "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer());
        writeOldOperation();
        writeOthers();
        // Without a cause on an input topic, as when an operator replays; and the same id in another location.
        send(Topics.PUSH_RETRY_1M, "loc3", "contact-y", new byte[] {1}, "replayed", begin.plusSeconds(9));
        send(Topics.SYNC_EVENTS, "loc3", "contact-y", event("contact_updated", "contact-y"), "replayed", begin);
        send(Topics.SYNC_EVENTS, "loc4", "contact-z", event("contact_linked", "contact-z"), "replayed", begin);
        producer.close();
        assertThat(FAILED).isEmpty();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void showsEveryRecordOfTheOperationInOrder() {
        // Given
        long start = System.nanoTime();

        // When
        var lines = trace("old");

        // Then
        System.out.println("Traced the oldest operation among " + OTHERS + " records in "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms.");
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).contains("+0 ms", "ghl.webhooks");
        assertThat(lines.get(2)).contains("+40 ms", "sync.contacts", "tombstone");
        assertThat(lines.get(3)).contains("+40 ms", "sync.events", "type=contact_updated");
        assertThat(lines.get(4)).contains("+300 ms", "push.commands");
        assertThat(lines.get(5)).contains("push.retry-6h", "attempt=2");
    }

    @Test
    void operationWithoutACauseOnAnInputTopicIsShown() {
        // When
        var lines = trace("replayed");

        // Then
        assertThat(lines).hasSize(4);
        assertThat(String.join("\n", lines)).contains("contact-y", "contact-z", "push.retry-1m");
    }

    @Test
    void recordsOfAnotherLocationAreLeftOut() {
        // When
        var lines = trace("replayed", "--location-id", "loc3");

        // Then
        assertThat(lines).hasSize(3);
        assertThat(String.join("\n", lines)).contains("contact-y").doesNotContain("contact-z");
    }

    @Test
    void idThatNobodyKnowsIsNotFound() {
        // Given
        long start = System.nanoTime();

        // When
        int code = command(new StringWriter()).execute("no-such-id");

        // Then
        System.out.println("Looked through all of " + OTHERS + " records in "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms.");
        assertThat(code).isEqualTo(ExitCode.NEGATIVE);
    }

    private static List<String> trace(String... arguments) {
        var out = new StringWriter();
        assertThat(command(out).execute(arguments)).isEqualTo(ExitCode.OK);
        return out.toString().lines().toList();
    }

    private static CommandLine command(StringWriter out) {
        return new CommandLine(new TraceCommand(broker.environment()))
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, line, result) -> ExitCode.NEGATIVE);
    }

    /** Spread evenly over the period, in its order, as large as records of this kind are. */
    private static void writeOthers() {
        for (int i = 0; i < OTHERS; i++) {
            var at = begin.plus(PERIOD.multipliedBy(i).dividedBy(OTHERS));
            send(
                    MIX.get(i % MIX.size()),
                    "loc" + i / MIX.size() % LOCATIONS,
                    "c-" + i,
                    new byte[600],
                    "other-" + i,
                    at);
        }
    }

    /** One that began early and was retried, and before its cause a record with the same id, which cannot be of it. */
    private static void writeOldOperation() {
        var at = begin.plus(Duration.ofHours(2));
        var event = event("contact_updated", "contact-x");
        send(Topics.SYNC_EVENTS, "loc1", "contact-x", event, "old", at.minus(Duration.ofHours(1)));
        send(Topics.GHL_WEBHOOKS, "loc1", "loc1", null, "old", at);
        send(Topics.SYNC_CONTACTS, "loc1", "contact-x", null, "old", at.plusMillis(40));
        send(Topics.SYNC_EVENTS, "loc1", "contact-x", event, "old", at.plusMillis(40));
        send(Topics.PUSH_COMMANDS, "loc1", "contact-x", null, "old", at.plusMillis(300));
        send(Topics.PUSH_RETRY_6H, "loc1", "contact-x", new byte[] {1}, "old", at.plus(Duration.ofHours(8)));
    }

    private static void send(
            Topic<?> topic, String location, String key, byte @Nullable [] value, String id, Instant at) {
        var partition = topic.partitioning() == Topic.Partitioning.LOCATION
                ? LocationPartitions.partitionOf(location, CommandCluster.PARTITIONS)
                : null;
        var headers = List.<Header>of(
                header(Headers.CORRELATION_ID, id),
                header(Headers.LOCATION_ID, location),
                header(Headers.ATTEMPT, "2"));
        var message = new ProducerRecord<>(topic.name(), partition, at.toEpochMilli(), key, value, headers);
        var _ = producer.send(message, (stored, failure) -> {
            if (failure != null) {
                FAILED.add(failure);
            }
        });
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] event(String type, String contactId) {
        var event = SyncEvent.newBuilder()
                .setEventId("e-" + type)
                .setType(type)
                .setLocationId("loc1")
                .setObjectType(ObjectType.CONTACT)
                .setContactId(contactId)
                .setSide(Side.GHL)
                .setOccurredAt(Instant.EPOCH)
                .build();
        return new AvroSerdes(KafkaSettings.fromEnvironment(broker.environment()))
                .serializer(Topics.SYNC_EVENTS)
                .serialize(Topics.SYNC_EVENTS.name(), event);
    }
}
