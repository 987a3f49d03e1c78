package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests held against the official files while the sandbox runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private SandboxServer server;
    private Client client;

    @BeforeAll
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withLimits(0, 0).withSearchIndexLagMs(0)));
        client = Client.ofNewLocation(server, "\"deals\":1,\"contacts\":1");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Where files and observed behaviour differ: the file asks for more than the live service does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OBSERVE | 200
        OFF     | 200
        ENFORCE | 422
        """)
    void theObservedBehaviourWinsUnlessTheFileIsEnforced(String mode, int status) {
        // Given
        client.control("PUT", "/_sandbox/settings", "{'openApi':'" + mode + "'}");
        // When
        var answer = client.call("POST", "/opportunities/search", "{'locationId':'$L','limit':1}");
        // Then
        assertThat(answer.status()).isEqualTo(status);
        JsonNode verdict = lastCall().path("verdict");
        assertThat(verdict.path("allowedByOpenApi").asBoolean()).isEqualTo(mode.equals("OFF"));
        if (mode.equals("ENFORCE")) {
            assertThat(answer.json().path("message").toString()).contains("required");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST | /contacts/         | {'locationId':'$L','firstName':'A','customFields':[{'id':'x','field_value':['a']}]} | true
        POST | /contacts/search   | {'locationId':'$L','pageLimit':1}   | true
        POST | /contacts/         | {'locationId':'$L','tags':'a'}      | false
        GET  | /contacts/         |                                     | false
        """)
    void everyCallIsNotedWithWhatTheFileThinksOfIt(String method, String path, String body, boolean allowed) {
        // Given
        client.control("PUT", "/_sandbox/settings", "{'openApi':'OBSERVE'}");
        // When
        client.call(method, path, body);
        // Then
        assertThat(lastCall().path("verdict").path("allowedByOpenApi").asBoolean())
                .as(lastCall().toString())
                .isEqualTo(allowed);
    }

    @Test
    void aSettingThatDoesNotExistIsRefusedByName() {
        // When
        var answer = client.control("PUT", "/_sandbox/settings", "{'openapi':'OFF'}");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("openapi");
    }

    private JsonNode lastCall() {
        return client.control("GET", "/_sandbox/requests?limit=1", null).json().get(0);
    }
}
