package dev.ghlsync.cli.demo.watch;

import dev.ghlsync.avro.BackfillPhase;
import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How far the initial sync of a location is. Not thread-safe. */
public final class Backfill implements AutoCloseable {
    private final KafkaConsumer<String, BackfillProgress> consumer;
    private final String locationId;
    private Optional<BackfillProgress> newest = Optional.empty();

    public Backfill(KafkaSettings kafka, String locationId) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), new AvroSerdes(kafka).deserializer(Topics.GHL_BACKFILL_PROGRESS));
        this.locationId = locationId;
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.GHL_BACKFILL_PROGRESS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The newest report of the initial sync; waits at most so long for a newer one. */
    public Optional<BackfillProgress> poll(Duration bound) {
        consumer.poll(bound).forEach(report -> {
            BackfillProgress progress = report.value();
            if (progress != null
                    && progress.getLocationId().equals(locationId)
                    && progress.getPhase() == BackfillPhase.INITIAL_SYNC) {
                newest = Optional.of(progress);
            }
        });
        return newest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
