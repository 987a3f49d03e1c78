package dev.ghlsync.cli.avro;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes who saw personal data to {@code ops.audit}; nothing is shown before the entry is stored. */
public final class AuditLog {
    private static final int TIMEOUT_MS = 10_000;

    private final Map<String, String> environment;

    /** @param environment where Kafka and the registry are found, and who the user is */
    public AuditLog(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param what kind of objects
     * @param effect what was shown, without personal data
     */
    public void readBy(String what, String locationId, String effect) {
        var id = UUID.randomUUID().toString();
        var entry = AuditEntry.newBuilder()
                .setEntryId(id)
                .setAt(Instant.now())
                .setWho(environment.getOrDefault("USER", System.getProperty("user.name", "unknown")))
                .setAction("export")
                .setLocationId(locationId)
                .setTarget(what)
                .setEffect(effect)
                .setCounts(Map.of())
                .setCorrelationId(id)
                .build();
        var settings = KafkaSettings.fromEnvironment(environment);
        var config = new HashMap<>(settings.clientConfig());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        var values = new AvroSerdes(settings).serializer(Topics.OPS_AUDIT);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), values)) {
            producer.send(new ProducerRecord<>(Topics.OPS_AUDIT.name(), id, entry))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw unavailable(settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(settings);
        }
    }

    private static CommandFailure unavailable(KafkaSettings settings) {
        return CommandFailure.unavailable("Who sees personal data is written to ops.audit first, and Kafka at "
                + settings.bootstrapServers() + " or the registry did not take it; start them, or go without --pii.");
    }
}
