package dev.ghlsync.cli.avro;

import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** What happened to a contact, from {@code sync.events}: the last 30 days. */
public final class EventLog {
    private final Map<String, String> environment;

    /** @param environment where Kafka and the registry are found */
    public EventLog(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** An event; names fields, never values. */
    public record Happened(Instant at, String type, String objectType, String detail) {}

    /** Reads only the partition that the contact's events are on. */
    public List<Happened> ofContact(String locationId, String contactId) {
        var settings = KafkaSettings.fromEnvironment(environment);
        var values = new AvroSerdes(settings).deserializer(Topics.SYNC_EVENTS);
        var key = contactId.getBytes(StandardCharsets.UTF_8);
        var found = new ArrayList<Happened>();
        try (var topics = new TopicScan(settings)) {
            topics.scan(
                    Topics.SYNC_EVENTS.name(),
                    partitions -> Utils.toPositive(Utils.murmur2(key)) % partitions,
                    Instant.EPOCH,
                    message -> {
                        if (message.key() == null || !Arrays.equals(message.key(), key) || message.value() == null) {
                            return;
                        }
                        var event = values.deserialize(message.topic(), message.value());
                        if (event.getLocationId().equals(locationId)) {
                            found.add(happened(event));
                        }
                    });
        }
        return found;
    }

    private static Happened happened(SyncEvent event) {
        var details = new ArrayList<String>();
        if (!event.getFields().isEmpty()) {
            details.add(String.join(", ", event.getFields()));
        }
        if (event.getReason() != null) {
            details.add(event.getReason());
        }
        event.getAttributes().forEach((name, value) -> details.add(name + "=" + value));
        return new Happened(
                event.getOccurredAt(), event.getType(), event.getObjectType().name(), String.join("; ", details));
    }
}
