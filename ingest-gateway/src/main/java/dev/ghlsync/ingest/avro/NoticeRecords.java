package dev.ghlsync.ingest.avro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.oauth.Installs.Notice;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Records of {@code ghl.webhooks} as installs and removals of our app. */
public final class NoticeRecords {
    private NoticeRecords() {}

    /** Throws what the deserializer class throws while the registry is away. */
    public static Function<Received, Optional<Notice>> reader(KafkaSettings settings) {
        var values = new AvroSerdes(settings).deserializer(Topics.GHL_WEBHOOKS);
        return record -> toDomain(values.deserialize(Topics.GHL_WEBHOOKS.name(), record.value()));
    }

    /** Only GoHighLevel itself says who installed our app: nobody else's signature counts. */
    public static Optional<Notice> toDomain(GhlWebhook value) {
        boolean install = value.getType().equals("INSTALL");
        boolean signed =
                value.getVerification() == Verification.ED25519 || value.getVerification() == Verification.RSA_LEGACY;
        if (!signed || (!install && !value.getType().equals("UNINSTALL"))) {
            return Optional.empty();
        }
        byte[] body = new byte[value.getBody().remaining()];
        value.getBody().duplicate().get(body);
        JsonNode json = GhlJson.objectOrEmpty(body);
        Instant at = value.getTimestamp() == null ? value.getReceivedAt() : value.getTimestamp();
        return Optional.of(new Notice(
                install, value.getLocationId(), GhlJson.text(json, "companyId"), at, value.getCorrelationId()));
    }
}
