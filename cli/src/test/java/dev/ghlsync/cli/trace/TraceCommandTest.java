package dev.ghlsync.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.cli.avro.AuditLog;
import dev.ghlsync.cli.avro.EventLog;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.local.broker.BrokerConfig;
import dev.ghlsync.local.broker.EmbeddedBroker;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a real broker; {@code -Dghlsync.trace.records=1000000} puts a million records around the one that is looked for. */
class TraceCommandTest {
    private static final int NOISE = Integer.getInteger("ghlsync.trace.records", 20_000);

    @TempDir
    static Path folder;

    private static final AtomicReference<@Nullable Future<RecordMetadata>> LAST = new AtomicReference<>();

    private static EmbeddedBroker broker;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(BrokerConfig.forTests(folder.resolve("broker")));
        environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "AVRO_SERIALIZER_CLASS", "dev.ghlsync.local.serde.OfflineSerializer",
                "AVRO_DESERIALIZER_CLASS", "dev.ghlsync.local.serde.OfflineDeserializer");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Topics.ALL.stream()
                            .map(topic -> new NewTopic(topic.name(), 3, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "enable.idempotence", false),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var event = bytes(Topics.SYNC_EVENTS, event("other", "other-contact", "loc1"));
            for (int i = 0; i < NOISE; i++) {
                var topic = i % 2 == 0 ? Topics.SYNC_EVENTS : Topics.GHL_WEBHOOKS;
                send(producer, traced(topic, "contact-" + i, event, "other-" + i));
            }
            send(
                    producer,
                    traced(
                            Topics.SYNC_EVENTS,
                            "contact-x",
                            bytes(Topics.SYNC_EVENTS, event("contact_updated", "contact-x", "loc1")),
                            "wanted"));
            send(
                    producer,
                    traced(
                            Topics.SYNC_EVENTS,
                            "contact-x",
                            bytes(Topics.SYNC_EVENTS, event("contact_updated", "contact-x", "loc2")),
                            "elsewhere"));
            send(producer, traced(Topics.PUSH_RETRY_1M, "contact-x", new byte[] {1}, "wanted"));
            send(producer, traced(Topics.SYNC_CONTACTS, "contact-x", null, "wanted"));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void showsEveryRecordOfTheOperation() {
        // Given
        var out = new StringWriter();
        var command = new CommandLine(new TraceCommand(environment)).setOut(new PrintWriter(out, true));
        long start = System.nanoTime();

        // When
        int code = command.execute("wanted");

        // Then
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("Traced among " + NOISE + " records in " + took.toMillis() + " ms.");
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString())
                .contains(
                        "sync.events",
                        "type=contact_updated",
                        "push.retry-1m",
                        "attempt=2",
                        "sync.contacts",
                        "tombstone")
                .doesNotContain("elsewhere");
    }

    @Test
    void idThatNobodyKnowsIsNotFound() {
        // When
        int code = new CommandLine(new TraceCommand(environment))
                .setExecutionExceptionHandler((failure, line, result) -> ExitCode.NEGATIVE)
                .execute("no-such-id");

        // Then
        assertThat(code).isEqualTo(ExitCode.NEGATIVE);
    }

    @Test
    void eventsOfAContactAreThoseOfItsLocation() {
        // When
        var events = new EventLog(environment).ofContact("loc1", "contact-x");

        // Then
        assertThat(events).extracting(EventLog.Happened::type).containsExactly("contact_updated");
    }

    @Test
    void whoSawPersonalDataIsWrittenDown() {
        // Given
        var log = new AuditLog(environment);

        // When
        log.readBy("contacts", "loc1", "personal data shown");

        // Then
        var entries = new AvroSerdes(KafkaSettings.fromEnvironment(environment)).deserializer(Topics.OPS_AUDIT);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                entries)) {
            var places = consumer.partitionsFor(Topics.OPS_AUDIT.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            var found = new ArrayList<AuditEntry>();
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> found.add(message.value()));
                assertThat(found).hasSize(1);
            });
            assertThat(found.getFirst().getAction()).isEqualTo("export");
            assertThat(found.getFirst().getLocationId()).isEqualTo("loc1");
        }
    }

    /** Not awaited one by one; a failure fails the test. */
    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> message) {
        LAST.set(producer.send(message));
    }

    private static ProducerRecord<String, byte[]> traced(
            Topic<?> topic, String key, byte @Nullable [] value, String id) {
        var headers = List.<Header>of(header(Headers.CORRELATION_ID, id), header(Headers.ATTEMPT, "2"));
        return new ProducerRecord<>(topic.name(), null, key, value, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Topic<SyncEvent> topic, SyncEvent event) {
        return new AvroSerdes(KafkaSettings.fromEnvironment(environment))
                .serializer(topic)
                .serialize(topic.name(), event);
    }

    private static SyncEvent event(String type, String contactId, String location) {
        return SyncEvent.newBuilder()
                .setEventId("e-" + type)
                .setType(type)
                .setLocationId(location)
                .setObjectType(ObjectType.CONTACT)
                .setContactId(contactId)
                .setSide(Side.GHL)
                .setOccurredAt(Instant.EPOCH)
                .build();
    }
}
