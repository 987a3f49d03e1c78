package dev.ghlsync.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClusterTest {
    @TempDir
    Path folder;

    @Test
    void hasEveryTopicOfTheCatalogueAndCarriesItsRecords() throws Exception {
        try (var cluster = TestCluster.start(folder)) {
            // Given
            var settings = cluster.settings();
            var serdes = new AvroSerdes(settings);
            var entry = AuditEntry.newBuilder()
                    .setEntryId("e-1")
                    .setAt(Instant.EPOCH)
                    .setWho("operator")
                    .setAction("pause")
                    .build();

            // When
            try (var producer = new KafkaProducer<>(
                    settings.clientConfig(), new StringSerializer(), serdes.serializer(Topics.OPS_AUDIT))) {
                producer.send(new ProducerRecord<>("ops.audit", "e-1", entry)).get(30, TimeUnit.SECONDS);
            }

            // Then
            try (var admin = Admin.create(settings.clientConfig())) {
                assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                        .containsExactlyInAnyOrderElementsOf(
                                Topics.ALL.stream().map(Topic::name).toList());
            }
            assertThat(read(cluster, serdes)).containsExactly(entry);
        }
    }

    private static List<AuditEntry> read(TestCluster cluster, AvroSerdes serdes) {
        var config = cluster.settings().clientConfig();
        config.put("group.id", "reader");
        config.put("auto.offset.reset", "earliest");
        var found = new ArrayList<AuditEntry>();
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), serdes.deserializer(Topics.OPS_AUDIT))) {
            consumer.subscribe(List.of("ops.audit"));
            var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (found.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> found.add(record.value()));
            }
        }
        return found;
    }
}
