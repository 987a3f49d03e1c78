package dev.ghlsync.bench.topology;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Size of what a store holds per key, from its changelog. */
final class StateSize {
    private static final Duration POLL = Duration.ofMillis(200);

    private StateSize() {}

    /** Mean bytes of the newest value of each key; NaN when there is none. */
    static double meanValueBytes(KafkaSettings kafka, String changelog) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(changelog).stream()
                    .map(info -> new TopicPartition(changelog, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var bytesByKey = new HashMap<String, Integer>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        bytesByKey.remove(record.key());
                    } else {
                        bytesByKey.put(record.key(), record.value().length);
                    }
                }
            }
            return bytesByKey.values().stream()
                    .mapToInt(Integer::intValue)
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
