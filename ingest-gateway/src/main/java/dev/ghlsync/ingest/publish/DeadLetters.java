package dev.ghlsync.ingest.publish;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Puts records with their original bytes onto a dead-letter topic. Safe for concurrent use. */
public final class DeadLetters {
    private final Producer<String, byte[]> producer;
    private final Topic<?> topic;

    /** @param producer acknowledges what all in-sync replicas have */
    public DeadLetters(Producer<String, byte[]> producer, Topic<?> topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Completes with whether the broker has it; never exceptionally.
     *
     * @param entryId the same for the same record, so that one that comes twice is kept once
     * @param headers names of {@link Headers} with their values
     */
    public CompletableFuture<Boolean> put(String entryId, byte[] original, Map<String, String> headers) {
        var all = new RecordHeaders();
        new TreeMap<>(headers).forEach((name, value) -> all.add(name, value.getBytes(StandardCharsets.UTF_8)));
        var stored = new CompletableFuture<Boolean>();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(topic.name(), null, entryId, original, all),
                    (metadata, error) -> stored.complete(error == null));
        } catch (RuntimeException e) {
            // KafkaException, or IllegalStateException after close: nothing was handed over, and no callback comes.
            stored.complete(false);
        }
        return stored;
    }
}
