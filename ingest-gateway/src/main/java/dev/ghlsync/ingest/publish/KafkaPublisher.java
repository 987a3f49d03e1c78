package dev.ghlsync.ingest.publish;

import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubtful;
import dev.ghlsync.ingest.publish.PublishOutcome.Stored;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes through one idempotent producer with {@code acks=all}. Serializing and handing over run on virtual threads, because both may wait (for
 * the registry, for metadata) and callers may be event loops. A place in {@link InFlight} is held until the producer is done with the record, also
 * when the caller was told earlier that its outcome is in doubt.
 */
public final class KafkaPublisher implements Publisher, AutoCloseable {
    /** The producer's own timeouts end this much before ours, so that its more telling outcome arrives first. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private static final int RECORD_OVERHEAD_BYTES = 512;

    private final KafkaProducer<String, byte[]> producer;
    private final Encoder encoder;
    private final InFlight inFlight;
    private final Duration ackTimeout;
    private final DoubtLog doubts = new DoubtLog(System::nanoTime);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public KafkaPublisher(String clientId, KafkaSettings settings, PublishLimits limits, InFlight inFlight) {
        this.producer = new KafkaProducer<>(
                config(clientId, settings, limits), new StringSerializer(), new ByteArraySerializer());
        this.encoder = new Encoder(settings);
        this.inFlight = inFlight;
        this.ackTimeout = limits.ackTimeout();
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Outgoing<?> record) {
        int size = record.payloadBytes() + RECORD_OVERHEAD_BYTES;
        if (!inFlight.enter(size)) {
            return CompletableFuture.completedFuture(new Doubtful(Doubt.BUFFER_FULL));
        }
        var outcome = new CompletableFuture<PublishOutcome>();
        threads.execute(() -> send(record, size, outcome));
        return outcome.completeOnTimeout(
                new Doubtful(Doubt.BROKER_SILENT), ackTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The Kafka producer, for its metrics. */
    public KafkaProducer<String, byte[]> producer() {
        return producer;
    }

    /** Waits at most the acknowledgement timeout for what is in flight. */
    @Override
    public void close() {
        threads.shutdown();
        producer.close(ackTimeout);
        threads.close();
    }

    private void send(Outgoing<?> record, int size, CompletableFuture<PublishOutcome> outcome) {
        byte[] value;
        try {
            value = encoder.value(record);
        } catch (RuntimeException e) {
            // The serializer class is configuration, so its exceptions are not known here.
            finish(size, outcome, doubtful(record.topic(), Doubt.REGISTRY_SILENT, e));
            return;
        }
        try {
            var _ = producer.send(
                    Encoder.record(
                            record,
                            value,
                            topic -> producer.partitionsFor(topic).size()),
                    (metadata, error) -> finish(
                            size,
                            outcome,
                            error == null
                                    ? new Stored(metadata.partition(), metadata.offset())
                                    : doubtful(record.topic(), doubt(error), error)));
        } catch (RuntimeException e) {
            // KafkaException, or IllegalStateException after close: nothing was handed over, and no callback comes.
            finish(size, outcome, doubtful(record.topic(), doubt(e), e));
        }
    }

    private void finish(int size, CompletableFuture<PublishOutcome> outcome, PublishOutcome result) {
        inFlight.leave(size);
        outcome.complete(result);
    }

    private PublishOutcome doubtful(Topic<?> topic, Doubt doubt, Exception cause) {
        doubts.add(topic, doubt, cause);
        return new Doubtful(doubt);
    }

    private static Doubt doubt(Exception error) {
        if (error instanceof BufferExhaustedException) {
            return Doubt.BUFFER_FULL;
        }
        if (error instanceof IllegalStateException) {
            return Doubt.NOT_RUNNING;
        }
        return error instanceof RetriableException ? Doubt.BROKER_SILENT : Doubt.BROKER_REFUSED;
    }

    private static Map<String, Object> config(String clientId, KafkaSettings settings, PublishLimits limits) {
        long total = limits.ackTimeout().minus(MARGIN).toMillis();
        long block = total / 8;
        long delivery = total - block;
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, limits.compression());
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.bytesMax() * 2);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) Math.min(limits.bytesMax(), Integer.MAX_VALUE));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (delivery * 3 / 4));
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // Topics seldom written must not be forgotten: fetching their metadata again would use up the time limit.
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        return config;
    }
}
