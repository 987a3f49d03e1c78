package dev.ghlsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.local.broker.BrokerConfig;
import dev.ghlsync.local.broker.EmbeddedBroker;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sink.avro.EventReader;
import dev.ghlsync.sink.ops.SinkMetrics;
import dev.ghlsync.sink.posthog.HttpPostHog;
import dev.ghlsync.sink.posthog.Uuid5;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkLoopTest {
    private static final int EVENTS = 1_500;

    @TempDir
    private Path folder;

    @Test
    void everyEventArrivesAndRepetitionsCollapse() throws Exception {
        // Given
        try (var broker = EmbeddedBroker.start(BrokerConfig.forTests(folder.resolve("broker")));
                var postHog = new PostHogStub(7)) {
            var settings = KafkaSettings.fromEnvironment(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "AVRO_SERIALIZER_CLASS", "dev.ghlsync.local.serde.OfflineSerializer",
                    "AVRO_DESERIALIZER_CLASS", "dev.ghlsync.local.serde.OfflineDeserializer"));
            fill(settings);
            var meters = new SimpleMeterRegistry();
            var loop = new SinkLoop(
                    new EventReader(settings),
                    new HttpPostHog(postHog.address(), "phc_test"),
                    Duration.ofMillis(2),
                    Duration.ofMillis(20),
                    new SinkMetrics(meters));

            // When
            var thread = Thread.ofPlatform().start(loop);

            // Then
            var expected = new TreeSet<String>();
            for (int i = 0; i < EVENTS; i++) {
                expected.add(Uuid5.of("loc1/event-" + i).toString());
            }
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(uuids(postHog.accepted())).isEqualTo(expected));
            loop.close();
            thread.join();
            assertThat(loop.isReady()).isTrue();
            assertThat(meters.counter("ghlsync.sink.events", "outcome", "accepted")
                            .count())
                    .isEqualTo(EVENTS);
            assertThat(meters.counter("ghlsync.sink.waits").count()).isPositive();
            assertThat(postHog.answers()).containsKeys(PostHogStub.Mood.values());
            var byUuid = new HashMap<String, JsonNode>();
            for (var event : postHog.accepted()) {
                assertThat(byUuid.merge(event.path("uuid").asText(), event, (first, again) -> first))
                        .as("a repetition is the same in every part")
                        .isEqualTo(event);
            }
        }
    }

    @Test
    void uuidsOfNamesAreOfVersionFiveAndNeverChange() {
        // When
        var uuid = Uuid5.of("loc1/event-1");

        // Then
        assertThat(uuid.version()).isEqualTo(5);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid).isEqualTo(Uuid5.of("loc1/event-1")).isNotEqualTo(Uuid5.of("loc1/event-2"));
    }

    private static Set<String> uuids(List<JsonNode> events) {
        var uuids = new TreeSet<String>();
        events.forEach(event -> uuids.add(event.path("uuid").asText()));
        return uuids;
    }

    private static void fill(KafkaSettings settings) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(Topics.SYNC_EVENTS.name(), 2, (short) 1)))
                    .all()
                    .get();
        }
        var values = new AvroSerdes(settings).serializer(Topics.SYNC_EVENTS);
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), values)) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < EVENTS; i++) {
                var event = SyncEvent.newBuilder()
                        .setEventId("event-" + i)
                        .setType(i % 3 == 0 ? "sync_ok" : "booking_scheduled")
                        .setLocationId("loc1")
                        .setObjectType(ObjectType.CONTACT)
                        .setContactId("contact-" + i % 10)
                        .setSide(Side.GHL)
                        .setOccurredAt(Instant.EPOCH.plusSeconds(i))
                        .build();
                sent.add(producer.send(new ProducerRecord<>(Topics.SYNC_EVENTS.name(), event.getContactId(), event)));
            }
            for (var record : sent) {
                record.get();
            }
        }
    }
}
