package dev.ghlsync.local.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.message.RawMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OfflineSerdeTest {
    private final OfflineSerializer<AuditEntry> serializer = new OfflineSerializer<>();
    private final OfflineDeserializer<AuditEntry> deserializer = new OfflineDeserializer<>();

    static Stream<Topic<?>> topicsWithValues() {
        return Topics.ALL.stream().filter(topic -> topic.value().isPresent());
    }

    @Test
    void writesMagicByteIdAndPlainAvro() throws Exception {
        // Given
        var entry = entry("e-1");

        // When
        var bytes = serializer.serialize("ops.audit", entry);

        // Then
        var plain = new RawMessageEncoder<AuditEntry>(SpecificData.get(), AuditEntry.getClassSchema()).encode(entry);
        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isPositive();
        assertThat(ByteBuffer.wrap(bytes, 5, bytes.length - 5).slice()).isEqualTo(plain);
    }

    @Test
    void keepsTheIdOfASchemaAcrossProcesses() {
        // Given
        var entry = entry("e-1");

        // When
        var bytes = serializer.serialize("ops.audit", entry);

        // Then: changes only together with the schema of AuditEntry
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(bytes, 5))).isEqualTo("000350a3f1");
    }

    @Test
    void readsWhatItWrote() {
        // Given
        var entry = entry("e-1");
        var bytes = serializer.serialize("ops.audit", entry);

        // When
        var read = deserializer.deserialize("ops.audit", bytes);

        // Then
        assertThat(read).isEqualTo(entry);
    }

    @Test
    void passesTombstonesThrough() {
        // Given
        var tombstone = serializer.serialize("ops.audit", null);

        // When
        var read = deserializer.deserialize("ops.audit", tombstone);

        // Then
        assertThat(tombstone).isNull();
        assertThat(read).isNull();
    }

    @ParameterizedTest
    @MethodSource("topicsWithValues")
    void knowsEveryValueOfTheCatalogue(Topic<?> topic) {
        // Given
        var schema = topic.schema().orElseThrow();

        // When
        var id = OfflineSchemas.idOf(schema);

        // Then
        assertThat(OfflineSchemas.byId(id)).isEqualTo(schema);
    }

    @Test
    void isChosenByClassName() {
        // Given
        var settings = new KafkaSettings(
                "127.0.0.1:1",
                Map.of(),
                "http://127.0.0.1:1",
                OfflineSerializer.class.getName(),
                OfflineDeserializer.class.getName(),
                Map.of());
        var entry = entry("e-1");

        // When
        var serde = new AvroSerdes(settings).serde(Topics.OPS_AUDIT);

        // Then
        var bytes = serde.serializer().serialize("ops.audit", entry);
        assertThat(serde.deserializer().deserialize("ops.audit", bytes)).isEqualTo(entry);
    }

    @Test
    void servesManyThreadsAtOnce() {
        // Given
        var entries = IntStream.range(0, 2_000).mapToObj(i -> entry("e-" + i)).toList();

        // When
        List<AuditEntry> read;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = entries.stream()
                    .map(entry -> CompletableFuture.supplyAsync(
                            () -> deserializer.deserialize("ops.audit", serializer.serialize("ops.audit", entry)),
                            threads))
                    .toList();
            read = running.stream().map(CompletableFuture::join).toList();
        }

        // Then
        assertThat(read).isEqualTo(entries);
    }

    @Test
    void refusesBytesThatAreNoWireFormat() {
        // Given
        var json = "{}".getBytes(StandardCharsets.UTF_8);

        // When
        var read = catchThrowable(() -> deserializer.deserialize("ops.audit", json));

        // Then
        assertThat(read)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic ops.audit is not in Confluent wire format");
    }

    @Test
    void refusesAnIdOfAnotherSerializer() {
        // Given
        var bytes = new byte[] {0, 0, 0, 0, 7, 1};

        // When
        var read = catchThrowable(() -> deserializer.deserialize("ops.audit", bytes));

        // Then
        assertThat(read).isInstanceOf(SerializationException.class).hasMessageContaining("Schema id 7 was not made by");
    }

    private static AuditEntry entry(String id) {
        return AuditEntry.newBuilder()
                .setEntryId(id)
                .setAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .setWho("operator")
                .setAction("pause")
                .setCounts(Map.of("contacts", 3L))
                .build();
    }
}
