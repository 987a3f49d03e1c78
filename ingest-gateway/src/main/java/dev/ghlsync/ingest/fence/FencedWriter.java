package dev.ghlsync.ingest.fence;

import dev.ghlsync.ingest.publish.Encoder;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactional producer of one partition's owner. Its id names the partition, so the broker refuses whatever an earlier owner writes after a
 * later one began. Writes that wait are committed together. After a refusal, or an error that leaves the transaction unclear, the writer is over: it
 * must not begin again by itself, because that would push out the rightful owner. Safe for concurrent use.
 */
final class FencedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FencedWriter.class);
    private static final int RECORDS_PER_COMMIT = 2_000;
    private static final Duration LOOK_UP = Duration.ofMillis(100);
    private static final int BUFFER_BYTES = 8 << 20;
    private static final int RECORD_BYTES_MAX = 4 << 20;
    /** Shorter than the time in which ownership passes on, so that readers never wait long for a frozen owner. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private static final int BLOCK_MS = 8_000;

    private final int partition;
    private final Encoder encoder;
    private final KafkaProducer<String, byte[]> producer;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean lost;
    private volatile boolean closing;

    /** Pushes out an earlier owner. Blocks until the broker has confirmed that. */
    FencedWriter(int partition, KafkaSettings settings, Encoder encoder) {
        this.partition = partition;
        this.encoder = encoder;
        this.producer =
                new KafkaProducer<>(config(partition, settings), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        this.thread = Thread.ofVirtual().name("owner-writer-" + partition).start(this::run);
    }

    CompletableFuture<WriteOutcome> write(List<? extends Outgoing<?>> records) {
        var entry = new Entry(new ArrayList<>(), new CompletableFuture<>());
        try {
            for (Outgoing<?> record : records) {
                entry.records.add(Encoder.record(
                        record,
                        encoder.value(record),
                        topic -> producer.partitionsFor(topic).size()));
            }
        } catch (RuntimeException e) {
            // The serializer class is configuration, so its exceptions are not known here.
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getName())
                    .log("Records of an owner could not be serialized; they are tried again.");
            entry.outcome.complete(new WriteOutcome.InDoubt());
            return entry.outcome;
        }
        waiting.add(entry);
        if (lost) {
            refuseWaiting();
        }
        return entry.outcome;
    }

    /** True once a later owner began, or the state of the last transaction is not known. */
    boolean lost() {
        return lost;
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(Duration.ofMillis(BLOCK_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost = true;
        refuseWaiting();
        producer.close(Duration.ZERO);
    }

    private void run() {
        try {
            while (!lost) {
                Entry first = waiting.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(group(first));
                } else if (closing) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost = true;
        }
        refuseWaiting();
    }

    private List<Entry> group(Entry first) {
        List<Entry> group = new ArrayList<>();
        int records = 0;
        for (Entry next = first; next != null; next = records < RECORDS_PER_COMMIT ? waiting.poll() : null) {
            group.add(next);
            records += next.records.size();
        }
        return group;
    }

    private void commit(List<Entry> group) {
        List<List<Future<RecordMetadata>>> sent = new ArrayList<>();
        try {
            producer.beginTransaction();
            for (Entry entry : group) {
                sent.add(entry.records.stream().map(producer::send).toList());
            }
            producer.commitTransaction();
        } catch (RuntimeException e) {
            failed(group, e);
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i)
                    .outcome
                    .complete(new WriteOutcome.Written(sent.get(i).stream()
                            .map(each -> each.resultNow().offset())
                            .toList()));
        }
    }

    private void failed(List<Entry> group, RuntimeException cause) {
        boolean fenced = isFenced(cause);
        if (fenced || !aborted()) {
            lost = true;
        }
        LOG.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("cause", cause.getClass().getName())
                .addKeyValue("fenced", fenced)
                .addKeyValue("lost", lost)
                .log("A write of an owner failed.");
        WriteOutcome outcome = fenced ? new WriteOutcome.NotOwner() : new WriteOutcome.InDoubt();
        group.forEach(entry -> entry.outcome.complete(outcome));
    }

    private boolean aborted() {
        try {
            producer.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException e) {
            return false; // The caller gives the partition up, which is the answer to every unclear transaction.
        }
    }

    private void refuseWaiting() {
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            entry.outcome.complete(new WriteOutcome.NotOwner());
        }
    }

    private static boolean isFenced(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException || each instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> config(int partition, KafkaSettings settings) {
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "ingest-gateway-owner-" + partition);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "ingest-gateway-owner-" + partition);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // It writes to sync.events too, and gzip is the only compression that every client reads without a plug-in.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BLOCK_MS);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return config;
    }

    private record Entry(List<ProducerRecord<String, byte[]>> records, CompletableFuture<WriteOutcome> outcome) {}
}
