package dev.ghlsync.ingest.fence;

import dev.ghlsync.ingest.publish.Encoder;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The writers of the partitions that this process owns. Safe for concurrent use. */
public final class Fences implements OwnerLog, AutoCloseable {
    private final KafkaSettings settings;
    private final Encoder encoder;
    private final Map<Integer, FencedWriter> writers = new ConcurrentHashMap<>();
    private volatile int partitions = 1;

    public Fences(KafkaSettings settings) {
        this.settings = settings;
        this.encoder = new Encoder(settings);
    }

    /**
     * Becomes the owner of these partitions: from now on an earlier owner's writes are refused. Blocks; throws what Kafka throws when that cannot be
     * confirmed.
     *
     * @param count all partitions of the topic
     */
    public void acquire(Collection<Integer> owned, int count) {
        partitions = count;
        for (Integer partition : owned) {
            writers.computeIfAbsent(partition, number -> new FencedWriter(number, settings, encoder));
        }
    }

    /** Gives these partitions up, after what waits is written. */
    public void release(Collection<Integer> given) {
        for (Integer partition : Set.copyOf(given)) {
            FencedWriter writer = writers.remove(partition);
            if (writer != null) {
                writer.close();
            }
        }
    }

    public void releaseAll() {
        release(writers.keySet());
    }

    /** Whether another process took one of these partitions over, or a writer's state is unclear: ownership must be asked for anew. */
    public boolean anyLost() {
        return writers.values().stream().anyMatch(FencedWriter::lost);
    }

    /** Number of partitions this process may write. */
    public int owned() {
        return writers.size();
    }

    @Override
    public CompletableFuture<WriteOutcome> write(String locationId, List<? extends Outgoing<?>> records) {
        FencedWriter writer = writers.get(LocationPartitions.partitionOf(locationId, partitions));
        return writer == null ? CompletableFuture.completedFuture(new WriteOutcome.NotOwner()) : writer.write(records);
    }

    @Override
    public void close() {
        releaseAll();
    }
}
