package dev.ghlsync.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.local.serde.OfflineSerializer;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.schemas.serde.PlainSchemas;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we rely on of the serializer and the registry, shown on the real ones (see docs/adr on the serializer). */
class SerializerFactsTest {
    @TempDir
    static Path folder;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RegistryProcess registry;

    @BeforeAll
    static void start() throws Exception {
        registry = RegistryProcess.start(RegistryConfig.of(folder, 0));
        for (var topic : List.of(Topics.SYNC_EVENTS, Topics.SYNC_CONTACTS)) {
            register(topic);
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        HTTP.close();
    }

    @Test
    void writesConfluentWireFormatWithAnIdThatResolvesToThePlainSchema() throws Exception {
        // Given
        var serializer = serdes().serializer(Topics.SYNC_EVENTS);

        // When
        var bytes = serializer.serialize("sync.events", event());

        // Then
        var schema =
                call("/schemas/ids/" + ByteBuffer.wrap(bytes).getInt(1), null).get("schema");
        assertThat(bytes[0]).isZero();
        assertThat(new Schema.Parser().parse(schema.textValue()))
                .isEqualTo(PlainSchemas.of(SyncEvent.getClassSchema()));
        assertThat(schema.textValue()).contains("\"doc\":").doesNotContain("avro.java.string");
    }

    @Test
    void writesTheSamePayloadAsTheOfflineSerializer() {
        // Given
        var offline = new OfflineSerializer<SyncEvent>().serialize("sync.events", event());

        // When
        var bytes = serdes().serializer(Topics.SYNC_EVENTS).serialize("sync.events", event());

        // Then
        assertThat(payload(bytes)).isEqualTo(payload(offline));
    }

    @Test
    void readsRecordsOfOurClasses() {
        // Given
        var bytes = serdes().serializer(Topics.SYNC_EVENTS).serialize("sync.events", event());

        // When
        var read = serdes().deserializer(Topics.SYNC_EVENTS).deserialize("sync.events", bytes);

        // Then
        assertThat(read).isEqualTo(event());
    }

    @Test
    void neverRegistersASchemaByItself() throws Exception {
        // Given
        var entry = AuditEntry.newBuilder()
                .setEntryId("e-1")
                .setAt(Instant.EPOCH)
                .setWho("operator")
                .setAction("pause")
                .build();
        var serializer = serdes().serializer(Topics.OPS_AUDIT);

        // When
        var failure = catchThrowable(() -> serializer.serialize("ops.audit", entry));

        // Then
        assertThat(failure).isNotNull();
        assertThat(call("/subjects", null)).hasSize(2);
    }

    private static AvroSerdes serdes() {
        return new AvroSerdes(KafkaSettings.of("127.0.0.1:1", registry.url()));
    }

    private static byte[] payload(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 5, bytes.length);
    }

    private static SyncEvent event() {
        return SyncEvent.newBuilder()
                .setEventId("event-1")
                .setType("contact_updated")
                .setLocationId("location-1")
                .setObjectType(ObjectType.CONTACT)
                .setSide(Side.GHL)
                .setFields(List.of("email", "phone"))
                .setAttributes(Map.of("count", "2"))
                .setOccurredAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .build();
    }

    private static void register(Topic<? extends SpecificRecord> topic) throws Exception {
        var schema = PlainSchemas.of(topic.schema().orElseThrow()).toString();
        call(
                "/subjects/" + topic.subject().orElseThrow() + "/versions",
                JSON.createObjectNode().put("schema", schema).toString());
    }

    private static JsonNode call(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + "/apis/ccompat/v7" + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json");
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
