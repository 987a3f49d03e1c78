package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is on {@code sync.contacts} is Confluent's wire format, for those who have nothing of ours. */
@EndToEnd
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WireFormatTest {
    private static final List<String> PACKAGES = List.of("kafkajs@2.2.4", "@confluentinc/schemaregistry@1.10.1");
    /** Magic byte and schema id. */
    private static final int PREFIX_BYTES = 5;

    private static final String PERSON = """
        {"firstName": "Zoë", "lastName": "Wire", "email": "wire@example.com", "phone": "+14155550123",
         "address1": "1 Byte St", "city": "Magic", "tags": ["zero", "one"]}\
        """;

    @Test
    void theBytesAreAMagicByteTheSchemaIdAndAvroOfThatSchema(Installation installation, Place place)
            throws IOException {
        // Given
        GenericRecord expected = person(place);
        byte[] bytes = newest(installation, text(expected, "contactId"));
        // When
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        byte magic = wire.get();
        int id = wire.getInt();
        Schema schema = schema(installation, id);
        var decoder = DecoderFactory.get().binaryDecoder(bytes, wire.position(), wire.remaining(), null);
        GenericRecord decoded = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        // Then
        assertThat(magic).isZero();
        assertThat(schema.getFullName()).isEqualTo("dev.ghlsync.avro.Contact");
        assertThat(decoder.isEnd()).as("all bytes are read").isTrue();
        assertThat(text(decoded, "givenName")).isEqualTo("Zoë");
        assertThat(text(decoded, "phone")).isEqualTo("+14155550123");
        assertThat(text((GenericRecord) decoded.get("address"), "city")).isEqualTo("Magic");
        assertThat(decoded.get("tags")).asString().contains("zero", "one");
        assertThat((long) decoded.get("version")).isPositive();
        assertThat(subjects(installation, id)).contains("sync.contacts-value");
    }

    /** SKIPPED where Node, npm or the packages are not to be had. */
    @Test
    void kafkajsAndConfluentsSchemaRegistryClientReadTheSame(Installation installation, Place place)
            throws IOException, InterruptedException {
        // Given
        GenericRecord expected = person(place);
        var program = NodeProgram.of("print-contact.cjs");
        assumeThat(NodeProgram.canRun(PACKAGES))
                .as("Node, npm and %s", PACKAGES)
                .isTrue();
        // When
        NodeProgram.Run run = program.run(Map.of(
                "BOOTSTRAP", installation.stack().addresses().bootstrapServers(),
                "REGISTRY", installation.stack().addresses().http(Member.REGISTRY) + "/apis/ccompat/v7",
                "TOPIC", Topics.SYNC_CONTACTS.name(),
                "CONTACT", text(expected, "contactId")));
        // Then
        assertThat(run.exit()).as(run.output()).isZero();
        JsonNode contact = Place.json(run.output()
                .lines()
                .filter(line -> line.startsWith("CONTACT "))
                .findFirst()
                .orElseThrow()
                .substring("CONTACT ".length()));
        assertThat(contact.path("givenName").asText()).isEqualTo("Zoë");
        assertThat(contact.path("email").asText()).isEqualTo("wire@example.com");
        assertThat(contact.path("address").path("city").asText()).isEqualTo("Magic");
        assertThat(contact.path("tags").valueStream().map(JsonNode::asText)).containsExactlyInAnyOrder("zero", "one");
        // A late snapshot may have made one more version meanwhile; what counts is that the one that was printed is the
        // same.
        assertThat(onTopic(installation, text(expected, "contactId")))
                .filteredOn(record ->
                        (long) record.get("version") == contact.path("version").asLong())
                .singleElement()
                .satisfies(record -> assertThat((long) record.get("updatedAt"))
                        .isEqualTo(contact.path("updatedAt").asLong()));
        assertThat(contact.path("status").asText()).isEqualTo("ACTIVE");
    }

    private static GenericRecord person(Place place) {
        String ghlId = place.createdInGhl(PERSON);
        return place.awaited(ghlId, record -> {
            assertThat(text(record, "givenName")).isEqualTo("Zoë");
            assertThat((List<?>) record.get("tags")).hasSize(2);
        });
    }

    private static byte[] newest(Installation installation, String contactId) {
        return bytesOnTopic(installation, contactId).getLast();
    }

    /** Every version of the contact, read by hand. */
    private static List<GenericRecord> onTopic(Installation installation, String contactId) throws IOException {
        var records = new ArrayList<GenericRecord>();
        for (byte[] bytes : bytesOnTopic(installation, contactId)) {
            Schema schema = schema(installation, ByteBuffer.wrap(bytes).getInt(1));
            var decoder = DecoderFactory.get().binaryDecoder(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, null);
            records.add(new GenericDatumReader<GenericRecord>(schema).read(null, decoder));
        }
        return records;
    }

    private static List<byte[]> bytesOnTopic(Installation installation, String contactId) {
        try (var log = new TopicLog(installation.kafka(), Topics.SYNC_CONTACTS)) {
            return await().atMost(ARRIVAL)
                    .until(
                            () -> log.upToNow().stream()
                                    .filter(record ->
                                            contactId.equals(new String(record.key(), StandardCharsets.UTF_8)))
                                    .map(ConsumerRecord::value)
                                    .toList(),
                            found -> !found.isEmpty());
        }
    }

    private static Schema schema(Installation installation, int id) {
        return new Schema.Parser()
                .parse(installation
                        .registry()
                        .get("/apis/ccompat/v7/schemas/ids/" + id)
                        .require("the schema of a record")
                        .path("schema")
                        .asText());
    }

    private static List<String> subjects(Installation installation, int id) {
        return installation
                .registry()
                .get("/apis/ccompat/v7/schemas/ids/" + id + "/versions")
                .require("the subjects of a schema")
                .valueStream()
                .map(version -> version.path("subject").asText())
                .toList();
    }
}
