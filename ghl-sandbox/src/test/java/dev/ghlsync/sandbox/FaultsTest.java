package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private SandboxServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .withTimeScale(100)
                .withSettings(Settings.DEFAULTS.withLimits(0, 0).withSearchIndexLagMs(0)));
        client = Client.ofNewLocation(server, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStatusStrikesAsOftenAsItWasTold() {
        // Given
        fault("{'kind':'status','status':503,'method':'GET','path':'/locations/.*','count':2,'skip':1}");
        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(client.get("/locations/$L").status());
        }
        // Then
        assertThat(statuses).containsExactly(200, 503, 503, 200);
    }

    @Test
    void a422CanHideACreatedContact() {
        // Given
        fault("{'kind':'refused-but-done','method':'POST','path':'/contacts/','count':1}");
        // When
        var answer = client.call("POST", "/contacts/", "{'locationId':'$L','email':'a@x.co'}");
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(found("a@x.co")).isTrue();
    }

    @Test
    void a200CanLoseAField() {
        // Given
        fault("{'kind':'discarded','method':'PUT','fields':['city']}");
        String id = create("{'locationId':'$L','city':'Ulm'}");
        // When
        var answer = client.call("PUT", "/contacts/" + id, "{'city':'Bonn','state':'NRW'}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonNode contact = client.get("/contacts/" + id).json().path("contact");
        assertThat(contact.path("city").asText()).isEqualTo("Ulm");
        assertThat(contact.path("state").asText()).isEqualTo("NRW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout-after-success", "cut-short"})
    void theWorkCanBeDoneAlthoughTheAnswerNeverArrives(String kind) {
        // Given
        fault("{'kind':'" + kind + "','method':'POST','path':'/contacts/','count':1,'ms':1000}");
        // When
        assertThatThrownBy(() -> client.call("POST", "/contacts/", "{'locationId':'$L','email':'a@x.co'}"))
                .isInstanceOf(UncheckedIOException.class);
        // Then
        assertThat(found("a@x.co")).isTrue();
    }

    @Test
    void aResetDoesNothing() {
        // Given
        fault("{'kind':'reset','method':'POST','path':'/contacts/','count':1}");
        // When
        assertThatThrownBy(() -> client.call("POST", "/contacts/", "{'locationId':'$L','email':'a@x.co'}"))
                .isInstanceOf(UncheckedIOException.class);
        // Then
        assertThat(found("a@x.co")).isFalse();
    }

    @Test
    void throttlingAndLatencyLookReal() {
        // Given
        fault("{'kind':'throttled','count':1}");
        fault("{'kind':'latency','ms':5000,'count':1}");
        // When
        var throttled = client.get("/locations/$L");
        long start = System.nanoTime();
        var late = client.get("/locations/$L");
        long millis = (System.nanoTime() - start) / 1_000_000;
        // Then
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(late.status()).isEqualTo(200);
        assertThat(millis).isGreaterThanOrEqualTo(50);
    }

    @Test
    void theJournalSaysWhatWasCalledHowItEndedAndWhatTheOfficialFilesThink() {
        // Given
        fault("{'kind':'status','status':500,'method':'DELETE'}");
        String id = create("{'locationId':'$L','firstName':'A'}");
        client.call("PUT", "/contacts/" + id, "{'companyName':'B'}");
        // When
        client.call("DELETE", "/contacts/" + id, null);
        JsonNode calls =
                client.control("GET", "/_sandbox/requests?locationId=$L", null).json();
        // Then
        assertThat(calls).hasSize(3);
        assertThat(calls.get(0).path("verdict").path("outcome").asText()).isEqualTo("accepted");
        assertThat(calls.get(0).path("verdict").path("allowedByOpenApi").asBoolean())
                .isTrue();
        assertThat(calls.get(0).path("body").path("firstName").asText()).isEqualTo("A");
        assertThat(calls.get(1).path("verdict").path("openApi").toString()).contains("companyName is unknown");
        assertThat(calls.get(1).path("status").asInt()).isEqualTo(422);
        assertThat(calls.get(2).path("verdict").path("fault").asText()).isEqualTo("Status");
    }

    private void fault(String rule) {
        assertThat(client.control("POST", "/_sandbox/faults", rule).status()).isEqualTo(201);
    }

    private boolean found(String email) {
        String search = "{'locationId':'$L','pageLimit':1,'filters':[{'field':'email','operator':'eq','value':'" + email
                + "'}]}";
        return client.call("POST", "/contacts/search", search)
                        .json()
                        .path("total")
                        .asInt()
                == 1;
    }

    private String create(String body) {
        return client.call("POST", "/contacts/", body)
                .json()
                .path("contact")
                .path("id")
                .asText();
    }
}
