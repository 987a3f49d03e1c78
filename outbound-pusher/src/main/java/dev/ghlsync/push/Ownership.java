package dev.ghlsync.push;

import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.lanes.Progress;
import dev.ghlsync.push.lanes.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are ours, since when, and what of them is committed, with what the next owner has to know as its metadata. Used by the loop's
 * thread.
 */
final class Ownership implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;
    private final ContactLanes lanes;
    private final Lease lease;
    private final InstantSource clock;
    private final Duration sessionTimeout;
    private final Duration drainTimeout;
    private final java.util.function.Consumer<Set<Integer>> onTaken;
    private final Map<TopicPartition, Tenure> tenures = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private Instant committedAt = Instant.EPOCH;

    /**
     * @param drainTimeout how long running attempts are waited for at a hand-over; below the rebalance timeout
     * @param onTaken told which partitions were taken over
     */
    Ownership(
            Consumer<byte[], byte[]> consumer,
            ContactLanes lanes,
            Lease lease,
            InstantSource clock,
            Duration sessionTimeout,
            Duration drainTimeout,
            java.util.function.Consumer<Set<Integer>> onTaken) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.lease = lease;
        this.clock = clock;
        this.sessionTimeout = sessionTimeout;
        this.drainTimeout = drainTimeout;
        this.onTaken = onTaken;
    }

    Tenure tenure(int partition) {
        for (Tenure tenure : tenures.values()) {
            if (tenure.partition() == partition) {
                return tenure;
            }
        }
        throw new IllegalStateException("Partition " + partition + " is not assigned; its record cannot be taken.");
    }

    /** Asks the group whether the partitions are still ours when no commit has shown it for a while: it may have given them away unheard. */
    void renewLease() {
        if (lease.isDue()) {
            commit(atWork(tenures.keySet()));
        }
    }

    void commitSettled() {
        if (clock.instant().isBefore(committedAt.plus(COMMIT_EVERY))) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> moved = atWork(tenures.keySet());
        moved.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        commit(moved);
        committedAt = clock.instant();
    }

    void pauseUnless(boolean wanted) {
        Set<TopicPartition> paused = consumer.paused();
        if (wanted && !paused.isEmpty()) {
            consumer.resume(paused);
        } else if (!wanted && paused.size() < tenures.size()) {
            consumer.pause(consumer.assignment());
        }
    }

    /** Gives all partitions back, for the end of the process. */
    void handOver() {
        handOver(List.copyOf(tenures.keySet()));
    }

    /** Gives nothing back and commits nothing: the next owner has to be careful. */
    void abandon() {
        onPartitionsLost(List.copyOf(tenures.keySet()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> before = consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Tenure> taken = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Progress inherited = inherited(before.get(partition), consumer.position(partition));
            taken.put(
                    partition,
                    new Tenure(
                            partition.partition(),
                            consumer.position(partition),
                            inherited,
                            ends.getOrDefault(partition, 0L),
                            clock.instant().plus(sessionTimeout)));
            LOG.atInfo()
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("handedOver", inherited.handedOver())
                    .log("Took over a partition");
        }
        tenures.putAll(taken);
        onTaken.accept(partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet()));
        // Before anything is sent: if this process dies, the next owner must know that somebody was at work.
        commit(atWork(taken.keySet()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        handOver(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // Somebody else owns them already: nothing to commit and nothing to wait for.
        end(partitions);
        partitions.forEach(this::forget);
    }

    private void handOver(Collection<TopicPartition> partitions) {
        List<Tenure> ending = end(partitions);
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        Instant deadline = clock.instant().plus(drainTimeout);
        for (Tenure tenure : ending) {
            boolean isIdle = tenure.awaitIdle(Duration.between(clock.instant(), deadline));
            last.put(partitionOf(tenure), committable(isIdle ? tenure.handedOver(clock.instant()) : tenure.atWork()));
        }
        commit(last);
        partitions.forEach(this::forget);
    }

    /** From here on nothing of these partitions is begun, and running attempts stop before their next call. */
    private List<Tenure> end(Collection<TopicPartition> partitions) {
        List<Tenure> ending = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Tenure tenure = tenures.get(partition);
            if (tenure != null) {
                tenure.end();
                lanes.drop(tenure);
                ending.add(tenure);
            }
        }
        return ending;
    }

    private TopicPartition partitionOf(Tenure tenure) {
        return tenures.entrySet().stream()
                .filter(entry -> entry.getValue() == tenure)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void forget(TopicPartition partition) {
        tenures.remove(partition);
        committed.remove(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> atWork(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(
                partition,
                committable(Objects.requireNonNull(tenures.get(partition)).atWork())));
        return offsets;
    }

    private static OffsetAndMetadata committable(Progress progress) {
        return new OffsetAndMetadata(progress.from(), progress.text());
    }

    /** What the group takes renews the lease; what it does not take may not be ours, and is committed later if it is. */
    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        Instant asked = clock.instant();
        try {
            consumer.commitSync(offsets);
            lease.renew(asked);
            committed.putAll(offsets);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.atInfo().addKeyValue("partitions", offsets.size()).log("Group is rebalancing; committing later");
        } catch (RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("Brokers do not take the commit; committing later");
        }
    }

    /** Offsets that somebody set say nothing of what was begun behind them. */
    private static Progress inherited(@Nullable OffsetAndMetadata before, long position) {
        if (before == null) {
            return Progress.untouched(position);
        }
        return before.offset() == position ? Progress.parse(position, before.metadata()) : Progress.unknown(position);
    }
}
