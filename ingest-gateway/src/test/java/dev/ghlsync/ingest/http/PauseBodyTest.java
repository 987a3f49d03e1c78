package dev.ghlsync.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"outbound\":true,\"why\":\"upgrade\"} | true",
                "{\"inbound\":false,\"outbound\":false,\"why\":\"done\"} | true",
                "{\"outbound\":true} | false",
                "{\"outbound\":true,\"why\":\" \"} | false",
                "{\"why\":\"nothing\"} | false",
                "{\"outbound\":\"yes\",\"why\":\"x\"} | false",
                "{\"outward\":true,\"why\":\"x\"} | false",
                "[] | false"
            })
    void aBodyIsReadOrRefused(String body, boolean valid) {
        // When
        PauseBody read = PauseBody.read(body.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read instanceof PauseBody.Valid).isEqualTo(valid);
    }
}
