package dev.ghlsync.sync.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the stores are behind their changelogs while they are restored. Thread-safe. */
public final class RestoreWatch implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);
    /** Shorter restores happen at every start and are not worth a line. */
    private static final long WORTH_A_LINE = 10_000;

    private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

    public RestoreWatch(MeterRegistry registry) {
        Gauge.builder("ghlsync.streams.restore.stores", remaining, Map::size)
                .description("Store partitions being restored from their changelogs.")
                .register(registry);
        Gauge.builder("ghlsync.streams.restore.records", this, RestoreWatch::records)
                .description("Changelog offsets still to be restored.")
                .register(registry);
    }

    private double records() {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        remaining.put(partition, to - from);
        if (to - from >= WORTH_A_LINE) {
            LOG.info("Restoring {} records of store {} from {}.", to - from, store, partition);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long offset, long restored) {
        remaining.computeIfPresent(partition, (p, left) -> Math.max(0, left - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        remaining.remove(partition);
        if (restored >= WORTH_A_LINE) {
            LOG.info("Restored {} records of store {} from {}.", restored, store, partition);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        remaining.remove(partition);
    }
}
