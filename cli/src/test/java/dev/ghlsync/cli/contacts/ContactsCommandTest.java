package dev.ghlsync.cli.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.cli.CommandCluster;
import dev.ghlsync.cli.avro.EventLog;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Locations {@code loc1} and {@code loc2} know the same person under the same id. */
class ContactsCommandTest {
    @TempDir
    private static Path folder;

    private static CommandCluster broker;

    private final TwoLocations query = new TwoLocations();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        broker = CommandCluster.start(folder);
        var settings = KafkaSettings.fromEnvironment(broker.environment());
        var values = new AvroSerdes(settings).serializer(Topics.SYNC_EVENTS);
        try (var producer = new KafkaProducer<>(settings.clientConfig(), new StringSerializer(), values)) {
            for (var location : List.of("loc1", "loc2")) {
                producer.send(new ProducerRecord<>(Topics.SYNC_EVENTS.name(), "c-1", event(location)))
                        .get();
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void close() {
        query.close();
    }

    @Test
    void contactIsMaskedAndTheMaskingIsSaid() {
        // When
        int code = run(broker.environment(), "show", "--id", "c-1");

        // Then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("c-1").doesNotContain(TwoLocations.EMAIL);
        assertThat(err.toString()).contains("masked");
    }

    @Test
    void whoSeesAContactIsWrittenDown() {
        // When
        int code = run(broker.environment(), "show", "--email", TwoLocations.EMAIL, "--pii");

        // Then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(TwoLocations.EMAIL);
        assertThat(err.toString()).isEmpty();
        assertThat(audited("contact c-1")).satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo("export");
            assertThat(entry.getLocationId()).isEqualTo("loc1");
            assertThat(entry.toString()).doesNotContain(TwoLocations.EMAIL);
        });
    }

    @Test
    void contactIsNotShownWhenNobodyCanWriteItDown() {
        // When
        int code = run(Map.of("KAFKA_BOOTSTRAP_SERVERS", "nowhere"), "show", "--id", "c-1", "--pii");

        // Then
        assertThat(code).isNotZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void journeyHoldsTheLocationsOwnOnly() {
        // When
        int code = run(broker.environment(), "journey", "c-1", "--pii");

        // Then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("loc1 Ada", "loc1 booking", "event_of_loc1")
                .doesNotContain("loc2");
        assertThat(query.asked()).allMatch(path -> path.startsWith("/locations/loc1/"));
        assertThat(audited("journey of c-1").getLocationId()).isEqualTo("loc1");
    }

    @Test
    void exportHoldsTheLocationsOwnOnly() throws IOException {
        // Given
        var file = folder.resolve("contacts.jsonl");

        // When
        int code = run(broker.environment(), "list", "--pii", "--export", file.toString());

        // Then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(file)).contains("loc1 Ada").doesNotContain("loc2");
        assertThat(query.asked()).allMatch(path -> (path + "/").startsWith("/locations/loc1/"));
    }

    @Test
    void eventsOfAContactAreThoseOfItsLocation() {
        // When
        var events = new EventLog(broker.environment()).ofContact("loc2", "c-1");

        // Then
        assertThat(events).extracting(EventLog.Happened::type).containsExactly("event_of_loc2");
    }

    private int run(Map<String, String> environment, String command, String... more) {
        var arguments =
                Stream.concat(Stream.of(command, "--location-id", "loc1", "--query", query.address()), Stream.of(more));
        return new CommandLine(new ContactsCommand(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static AuditEntry audited(String target) {
        var settings = KafkaSettings.fromEnvironment(broker.environment());
        var values = new AvroSerdes(settings).deserializer(Topics.OPS_AUDIT);
        try (var consumer = new KafkaConsumer<>(settings.clientConfig(), new StringDeserializer(), values)) {
            var places = consumer.partitionsFor(Topics.OPS_AUDIT.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            var found = new ArrayList<AuditEntry>();
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> found.add(message.value()));
                assertThat(found).anyMatch(entry -> target.equals(entry.getTarget()));
            });
            return found.stream()
                    .filter(entry -> target.equals(entry.getTarget()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static SyncEvent event(String location) {
        return SyncEvent.newBuilder()
                .setEventId("event-" + location)
                .setType("event_of_" + location)
                .setLocationId(location)
                .setObjectType(ObjectType.CONTACT)
                .setContactId("c-1")
                .setSide(Side.GHL)
                .setOccurredAt(Instant.EPOCH)
                .build();
    }
}
