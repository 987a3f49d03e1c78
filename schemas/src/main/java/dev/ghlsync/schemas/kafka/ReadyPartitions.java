package dev.ghlsync.schemas.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waiting for new topics. */
public final class ReadyPartitions {
    private ReadyPartitions() {}

    /**
     * Returns when the leader of every partition answers for it. A cluster confirms and shows a topic before its brokers have it. Whoever
     * writes in between with an idempotent producer may have its first batch refused and a later one taken; the first is then out of
     * order for as long as the producer tries, two minutes by default, and lost after.
     *
     * @param client settings of every client
     * @param partitions number of partitions of each topic
     * @param bound how long to wait at most
     * @throws org.apache.kafka.common.KafkaException when one does not answer in time
     */
    public static void await(Map<String, Object> client, Map<String, Integer> partitions, Duration bound) {
        var all = partitions.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                .toList();
        // A consumer asks again when a topic or leader is not known yet; the admin client gives up.
        try (var consumer =
                new KafkaConsumer<>(new HashMap<>(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(all, bound);
        }
    }
}
