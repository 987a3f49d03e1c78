package dev.ghlsync.cli.demo.watch;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where the topics that a change travels through end now; when no end moves, nothing is on its way. */
public final class Traffic implements AutoCloseable {
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> latest;

    public Traffic(KafkaSettings kafka) {
        this.admin = Admin.create(kafka.clientConfig());
        var topics = Stream.of(
                        Topics.GHL_WEBHOOKS,
                        Topics.GHL_SNAPSHOTS,
                        Topics.GHL_FETCH_REQUESTS,
                        Topics.CRM_CHANGES,
                        Topics.SYNC_CONTACTS,
                        Topics.PUSH_COMMANDS,
                        Topics.PUSH_RESULTS,
                        Topics.PUSH_REPLANS,
                        Topics.PUSH_RETRY_1M,
                        Topics.PUSH_DLQ,
                        Topics.SYNC_DLQ)
                .map(Topic::name)
                .toList();
        this.latest = await(() -> admin.describeTopics(topics).allTopicNames().get()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    }

    /** Records ever written to each topic, transaction marks included. */
    public Map<String, Long> ends() {
        var ends = new TreeMap<String, Long>();
        await(() -> admin.listOffsets(latest).all().get())
                .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
        return ends;
    }

    @Override
    public void close() {
        admin.close(CLOSE_BOUND);
    }

    /** A call to the cluster. */
    private interface Call<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw CommandFailure.unavailable(
                    "Kafka does not answer: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unavailable("Interrupted while waiting for Kafka.");
        }
    }
}
