package dev.ghlsync.ingest.consume;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How many committed records of a topic a consumer group has not committed yet, as {@link LagSum} adds them up. Used by one thread. */
public final class GroupLag implements Supplier<Optional<Lag>>, AutoCloseable {
    private static final long PATIENCE_MS = 1_000;

    private final Admin admin;
    private final String group;
    private final Topic<?> topic;
    private final LagSum sum = new LagSum();

    public GroupLag(KafkaSettings settings, String group, Topic<?> topic) {
        Map<String, Object> config = settings.clientConfig();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "ingest-gateway-lag");
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(config);
        this.group = group;
        this.topic = topic;
    }

    /** Empty while the broker does not answer, and for a group that never committed anything of the topic. */
    @Override
    public Optional<Lag> get() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS));
            committed
                    .entrySet()
                    .removeIf(entry ->
                            entry.getValue() == null || !entry.getKey().topic().equals(topic.name()));
            if (committed.isEmpty()) {
                return Optional.empty();
            }
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            Map<TopicPartition, Long> folded = new HashMap<>();
            committed.forEach((partition, offset) -> folded.put(partition, offset.offset()));
            Map<TopicPartition, Long> until = new HashMap<>();
            ends.forEach((partition, end) -> until.put(partition, end.offset()));
            return Optional.of(sum.of(folded, until, System.nanoTime()));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty(); // An unknown lag holds nothing back, so syncing does not depend on this question.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
