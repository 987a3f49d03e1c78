package dev.ghlsync.sync.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghlsync.sync.SyncScenario;
import dev.ghlsync.sync.config.ApiToken;
import dev.ghlsync.sync.ops.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class QueryServerTest {
    private static final ApiToken TOKEN = new ApiToken("0123456789abcdef");
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void otherInstanceAnswersThroughThisOne() throws Exception {
        // Given
        try (var sync = new SyncScenario();
                var owner = start(location -> new Ownership.Whereabouts.Here(sync.stores()));
                var other = start(location -> new Ownership.Whereabouts.There(hostOf(owner)))) {
            sync.connect("loc 1");

            // When
            var answer = get(other, "/locations/loc%201/contacts?limit=5");

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"contacts\":[],\"nextCursor\":null}");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    @Test
    void twoInstancesThatEachNameTheOtherDoNotLoop() throws Exception {
        // Given
        var second = new AtomicReference<HostInfo>();
        try (var first = start(location -> new Ownership.Whereabouts.There(second.get()));
                var other = start(location -> new Ownership.Whereabouts.There(hostOf(first)))) {
            second.set(hostOf(other));

            // When
            var answer = get(first, "/locations/loc1");

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void absentOwnerIsToBeAskedForAgain() throws Exception {
        // Given
        HostInfo gone;
        try (var stopped = start(location -> new Ownership.Whereabouts.Moving("."))) {
            gone = hostOf(stopped);
        }
        try (var other = start(location -> new Ownership.Whereabouts.There(gone))) {

            // When
            var answer = get(other, "/locations/loc1");

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("does not answer");
        }
    }

    @Test
    void takenPortIsOneSentence() {
        // Given
        try (var first = start(location -> new Ownership.Whereabouts.Moving("."))) {
            // When
            var second = assertThatThrownBy(
                    () -> QueryServer.start(first.address(), api(l -> new Ownership.Whereabouts.Moving("."))));

            // Then
            second.isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(":" + first.address().getPort())
                    .hasMessageContaining("QUERY_PORT");
        }
    }

    private static QueryServer start(Ownership ownership) {
        return QueryServer.start(ANY_PORT, api(ownership));
    }

    private static QueryApi api(Ownership ownership) {
        return new QueryApi(ownership, new Health(), () -> "metrics", TOKEN);
    }

    private static HostInfo hostOf(QueryServer server) {
        return new HostInfo("127.0.0.1", server.address().getPort());
    }

    private static HttpResponse<String> get(QueryServer server, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .header("Authorization", "Bearer " + TOKEN.value())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
