package dev.ghlsync.cli.avro;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds every record of one operation by the correlation id in its header. */
public final class TraceLog {
    /** Fields that say what a record is and hold nothing personal. */
    private static final List<String> TELLING = List.of(
            "type",
            "kind",
            "objectType",
            "sourceKind",
            "found",
            "outcome",
            "status",
            "version",
            "attempt",
            "reason",
            "httpStatus",
            "cause",
            "contactId",
            "objectId",
            "ghlContactId");

    private final KafkaSettings settings;

    /** @param environment where Kafka and the registry are found */
    public TraceLog(Map<String, String> environment) {
        this.settings = KafkaSettings.fromEnvironment(environment);
    }

    /** A step of the operation; without personal data. */
    public record Step(Instant at, String topic, int partition, long offset, String what) {}

    /**
     * The steps since a time, the oldest first; of several topics at the same time in the order of the catalogue.
     *
     * @param location only steps of this location; null for all
     */
    public List<Step> find(String correlationId, Instant since, @Nullable String location) {
        var serdes = new AvroSerdes(settings);
        var order = Topics.ALL.stream().map(Topic::name).toList();
        return new TraceSearch(settings, correlationId, location)
                .find(since).stream()
                        .map(message -> step(message, serdes))
                        .sorted(Comparator.comparing(Step::at)
                                .thenComparingInt(step -> order.indexOf(step.topic()))
                                .thenComparingLong(Step::offset))
                        .toList();
    }

    private static Step step(ConsumerRecord<byte[], byte[]> message, AvroSerdes serdes) {
        var topic = Topics.ALL.stream()
                .filter(known -> known.name().equals(message.topic()))
                .findFirst()
                .orElseThrow();
        return new Step(
                Instant.ofEpochMilli(message.timestamp()),
                message.topic(),
                message.partition(),
                message.offset(),
                what(topic, message, serdes));
    }

    private static String what(Topic<?> topic, ConsumerRecord<byte[], byte[]> message, AvroSerdes serdes) {
        if (message.value() == null) {
            return "tombstone";
        }
        if (topic.value().isEmpty()) {
            return List.of(Headers.REASON, Headers.ATTEMPT, Headers.VERSION, Headers.HTTP_STATUS, Headers.DUE_AT)
                    .stream()
                    .filter(name -> message.headers().lastHeader(name) != null)
                    .map(name -> name + "="
                            + new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(" "));
        }
        SpecificRecord value = decoded(topic, message, serdes);
        return TELLING.stream()
                .filter(name -> value.getSchema().getField(name) != null)
                .filter(name -> value.get(value.getSchema().getField(name).pos()) != null)
                .map(name ->
                        name + "=" + value.get(value.getSchema().getField(name).pos()))
                .collect(Collectors.joining(" "));
    }

    private static <V extends SpecificRecord> V decoded(
            Topic<V> topic, ConsumerRecord<byte[], byte[]> message, AvroSerdes serdes) {
        return serdes.deserializer(topic).deserialize(message.topic(), message.value());
    }
}
