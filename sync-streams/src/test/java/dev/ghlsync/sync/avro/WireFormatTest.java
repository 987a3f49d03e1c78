package dev.ghlsync.sync.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.inbound.Inbound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apicurio's deserializer against a registry that answers as told. */
class WireFormatTest {
    private HttpServer registry;
    private volatile int status = 200;
    private volatile String schema = PushReplan.getClassSchema().toString();

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            boolean references = exchange.getRequestURI().getPath().endsWith("/references");
            var body = (status != 200 ? "{\"status\":" + status + "}" : references ? "[]" : schema)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"'', not_wire_format", "0 0 0, not_wire_format", "7 0 0 0 7 1 2, not_wire_format"})
    void bytesWithoutTheHeaderAreNamed(String bytes, String reason) {
        // Given
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(bytes(bytes));

        // Then
        assertThat(inbound)
                .isInstanceOfSatisfying(
                        Inbound.Poison.class, p -> assertThat(p.reason()).isEqualTo(reason));
    }

    @Test
    void aRecordWithoutAValueIsNamed() {
        // Given
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(null);

        // Then
        assertThat(inbound)
                .isInstanceOfSatisfying(
                        Inbound.Poison.class, p -> assertThat(p.reason()).isEqualTo("no_value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 0 0 7", "0 0 0 0 7 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1", "0 0 0 0 7 3"})
    void bytesThatDoNotFitTheirSchemaAreNotDecodable(String bytes) {
        // Given
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(bytes(bytes));

        // Then
        assertThat(inbound)
                .isEqualTo(new Inbound.Poison(
                        "not_decodable", "The bytes do not fit schema 7, which they name; write the record again."));
    }

    @Test
    void aRecordOfAnotherKindIsNotDecodable() {
        // Given
        schema = "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"string\"}]}";
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(bytes("0 0 0 0 7 2 65"));

        // Then
        assertThat(inbound).isInstanceOf(Inbound.Poison.class);
    }

    @Test
    void aRecordOfAnotherTopicIsNamed() {
        // Given
        schema = ExternalId.getClassSchema().toString();
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(bytes("0 0 0 0 7 2 65 2 66"));

        // Then
        assertThat(inbound)
                .isEqualTo(
                        new Inbound.Poison("wrong_record", "The record is no PushReplan; write one to push.replans."));
    }

    @Test
    void aSchemaTheRegistryDoesNotHaveIsNamed() {
        // Given
        status = 404;
        var decoder = InboundDecoder.replans(serdes());

        // When
        var inbound = decoder.decode(bytes("0 0 0 0 7 2 2 2"));

        // Then
        assertThat(inbound)
                .isEqualTo(new Inbound.Poison(
                        "unknown_schema", "Schema 7 is not in the registry; register it there and replay the record."));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void aRegistryThatRefusesIsNoFaultOfTheRecord(int refusal) {
        // Given
        status = refusal;
        var decoder = InboundDecoder.replans(serdes());

        // When
        var thrown = catchThrowable(() -> decoder.decode(bytes("0 0 0 0 7 2 2 2")));

        // Then
        assertThat(thrown).isInstanceOf(RegistryUnavailableException.class).isInstanceOf(RetriableException.class);
    }

    @Test
    void aRegistryThatCannotBeReachedIsNoFaultOfTheRecord() {
        // Given
        var decoder = InboundDecoder.replans(serdes());
        registry.stop(0);

        // When
        var thrown = catchThrowable(() -> decoder.decode(bytes("0 0 0 0 7 2 2 2")));

        // Then
        assertThat(thrown).isInstanceOf(RegistryUnavailableException.class);
    }

    private AvroSerdes serdes() {
        return new AvroSerdes(KafkaSettings.of(
                "127.0.0.1:1", "http://127.0.0.1:" + registry.getAddress().getPort()));
    }

    private static byte[] bytes(String numbers) {
        if (numbers.isEmpty()) {
            return new byte[0];
        }
        var parts =
                Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
        var bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        return bytes;
    }
}
