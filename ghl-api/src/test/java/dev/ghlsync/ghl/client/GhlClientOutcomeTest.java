package dev.ghlsync.ghl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GhlClientOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Secret TOKEN = Secret.of("pit-123");

    @Test
    void keepsWhatTheAnswerSays() {
        // Given
        Map<String, String> headers = Map.of(
                "X-RateLimit-Limit-Daily", "200000",
                "X-RateLimit-Daily-Remaining", "199876",
                "X-RateLimit-Interval-Milliseconds", "10000",
                "X-RateLimit-Max", "100",
                "X-RateLimit-Remaining", "93");
        String body = "{\"contact\":{\"id\":\"c1\",\"firstName\":\"Zoë\"},\"traceId\":\"trace-1\"}";
        try (StubServer server = new StubServer(StubServer.answering(200, body, headers));
                GhlClient client = client(server.uri())) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            assertThat(response).isInstanceOfSatisfying(GhlResponse.Ok.class, ok -> {
                GhlReply reply = ok.reply();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
                assertThat(reply.sentAt()).isEqualTo(NOW);
                assertThat(reply.date()).isNotNull();
                assertThat(reply.traceId()).isEqualTo("trace-1");
                assertThat(reply.rateLimit()).isEqualTo(new RateLimit(200000L, 199876L, 10000L, 100L, 93L, null));
                assertThat(reply.retryAfter()).isNull();
                assertThat(reply.toString()).doesNotContain("Zoë");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{}|Ok|",
                "201|{'tags':[]}|Ok|",
                "204||Ok|",
                "302||Refused|OTHER",
                "400|{'message':'This location does not allow duplicated"
                        + " contacts.','meta':{'contactId':'c9'}}|Refused|DUPLICATE_CONTACT",
                "400|{'message':'Contact with id c1 not found'}|Refused|NOT_FOUND",
                "401|{'message':'Invalid JWT'}|Refused|TOKEN_INVALID",
                "403|<html>1010</html>|Refused|FORBIDDEN",
                "404|{}|Refused|NOT_FOUND",
                "422|{'message':['property tags should not exist']}|Refused|UNKNOWN_PROPERTY",
                "429|Too Many Requests|Throttled|THROTTLED",
                "500|{'message':'oops'}|ServerFault|SERVER_FAULT",
                "503||ServerFault|SERVER_FAULT"
            })
    void sortsAnswersByStatus(int status, String body, String outcome, GhlError.Kind kind) {
        // Given
        String text = body == null ? "" : body.replace('\'', '"');
        try (StubServer server = new StubServer(StubServer.answering(status, text, Map.of("Retry-After", "7")));
                GhlClient client = client(server.uri())) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            assertThat(response.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(((GhlResponse.Answered) response).reply().retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(errorKind(response)).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-", "1.5", ""})
    void ignoresLimitsThatAreNoNumbers(String value) {
        // Given
        Map<String, String> headers = Map.of("X-RateLimit-Remaining", value, "Date", "yesterday", "Retry-After", value);
        try (StubServer server = new StubServer(StubServer.answering(200, "{}", headers));
                GhlClient client = client(server.uri())) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            GhlReply reply = ((GhlResponse.Answered) response).reply();
            assertThat(reply.rateLimit()).isEqualTo(RateLimit.UNKNOWN);
            assertThat(reply.retryAfter()).isNull();
        }
    }

    @Test
    void certainlyDidNotSendWhenNobodyListens() throws IOException {
        // Given
        URI unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = uri(socket);
        }
        try (GhlClient client = client(unused)) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            assertThat(response)
                    .isEqualTo(new GhlResponse.Failure(FailureCause.CONNECTION_REFUSED, NOW, NOW))
                    .isInstanceOfSatisfying(
                            GhlResponse.Failure.class,
                            failure -> assertThat(failure.maybeSent()).isFalse());
        }
    }

    @Test
    void certainlyDidNotSendToAnUnknownHost() {
        // Given
        try (GhlClient client = client(URI.create("http://no-such-host.invalid"))) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            assertThat(response).isInstanceOfSatisfying(GhlResponse.Failure.class, failure -> {
                assertThat(failure.cause()).isEqualTo(FailureCause.UNKNOWN_HOST);
                assertThat(failure.maybeSent()).isFalse();
            });
        }
    }

    static Stream<Answering> brokenAnswers() {
        return Stream.of(
                new Answering("reset before any answer", "", false),
                new Answering("reset within the head", "HTTP/1.1 200 OK\r\nContent-", false),
                new Answering("reset within the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"cont", false),
                new Answering("no HTTP", "SSH-2.0-OpenSSH\r\n", false));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void isUncertainWhenTheConnectionBreaks(Answering answer) throws IOException {
        // Given
        try (RawServer server = new RawServer(answer);
                GhlClient client = client(server.uri())) {

            // When
            GhlResponse response = client.contacts().update(TOKEN, "c1", change());

            // Then
            assertThat(response).isInstanceOfSatisfying(GhlResponse.Failure.class, failure -> {
                assertThat(failure.cause()).isEqualTo(FailureCause.CONNECTION_BROKEN);
                assertThat(failure.maybeSent()).isTrue();
            });
            assertThat(server.connections())
                    .as("a write is never repeated by itself")
                    .isEqualTo(1);
        }
    }

    static Stream<Answering> slowAnswers() {
        return Stream.of(
                new Answering("silence", "", true),
                new Answering("silence within the head", "HTTP/1.1 200 OK\r\n", true),
                new Answering(
                        "silence within the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"cont", true));
    }

    @ParameterizedTest
    @MethodSource("slowAnswers")
    void isUncertainWhenTheWholeAnswerIsNotThereInTime(Answering answer) throws IOException {
        // Given
        try (RawServer server = new RawServer(answer);
                GhlClient client = client(server.uri(), Duration.ofMillis(400), 1 << 20)) {

            // When
            GhlResponse response = client.contacts().update(TOKEN, "c1", change());

            // Then
            assertThat(response).isInstanceOfSatisfying(GhlResponse.Failure.class, failure -> {
                assertThat(failure.cause()).isEqualTo(FailureCause.TIMEOUT);
                assertThat(failure.maybeSent()).isTrue();
            });
        }
    }

    @Test
    void dropsAnAnswerBeyondTheBound() {
        // Given
        try (StubServer server = new StubServer(StubServer.answering(200, "x".repeat(100_001), Map.of()));
                GhlClient client = client(server.uri(), Duration.ofSeconds(20), 100_000)) {

            // When
            GhlResponse response = client.contacts().get(TOKEN, "c1");

            // Then
            assertThat(response)
                    .isInstanceOfSatisfying(
                            GhlResponse.Failure.class,
                            failure -> assertThat(failure.cause()).isEqualTo(FailureCause.RESPONSE_TOO_LARGE));
        }
    }

    @Test
    void anInterruptedCallEndsUncertainWithTheFlagSet() throws Exception {
        // Given
        CountDownLatch called = new CountDownLatch(1);
        AtomicReference<GhlResponse> response = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        try (RawServer server = new RawServer(new Answering("silence", "", true), called);
                GhlClient client = client(server.uri())) {
            Thread caller = Thread.ofVirtual().start(() -> {
                response.set(client.contacts().get(TOKEN, "c1"));
                flag.set(Thread.currentThread().isInterrupted());
            });
            called.await(30, TimeUnit.SECONDS);

            // When
            caller.interrupt();
            caller.join();
        }

        // Then
        assertThat(response.get()).isEqualTo(new GhlResponse.Failure(FailureCause.INTERRUPTED, NOW, NOW));
        assertThat(flag.get()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pit\n123", "pit 123", "pït"})
    void refusesATokenThatIsNoHeaderValueWithoutShowingIt(String token) {
        try (GhlClient client = client(URI.create("http://127.0.0.1:1"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.contacts().get(Secret.of(token), "c1"))
                    .withMessageContaining("access token")
                    .withMessageNotContaining(token);
        }
    }

    private static ContactUpdate change() {
        return ContactUpdate.builder().set(ContactField.CITY, "Ulm").build();
    }

    private static GhlError.Kind errorKind(GhlResponse response) {
        return switch (response) {
            case GhlResponse.Refused(var reply, var error) -> error.kind();
            case GhlResponse.Throttled(var reply, var error) -> error.kind();
            case GhlResponse.ServerFault(var reply, var error) -> error.kind();
            case GhlResponse.Ok ok -> null;
            case GhlResponse.Failure failure -> null;
        };
    }

    private static GhlClient client(URI uri) {
        return client(uri, Duration.ofSeconds(20), 1 << 20);
    }

    private static GhlClient client(URI uri, Duration timeout, int bytesMax) {
        GhlClientConfig config = new GhlClientConfig(uri, timeout.dividedBy(2), timeout, "ghl-sync-test", bytesMax);
        return new GhlClient(config, InstantSource.fixed(NOW));
    }

    private static URI uri(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** What a raw server writes before it either stays silent or resets the connection. */
    record Answering(String name, String bytes, boolean thenSilent) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads the head of each request, then misbehaves. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();
        private final Thread thread;

        RawServer(Answering answer) throws IOException {
            this(answer, new CountDownLatch(1));
        }

        RawServer(Answering answer, CountDownLatch called) throws IOException {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket connection = socket.accept();
                        accepted.add(connection);
                        if (connection.getInputStream().read(new byte[8192]) < 0) {
                            continue;
                        }
                        called.countDown();
                        connection.getOutputStream().write(answer.bytes().getBytes(StandardCharsets.US_ASCII));
                        connection.getOutputStream().flush();
                        if (!answer.thenSilent()) {
                            connection.setSoLinger(true, 0);
                            connection.close();
                        }
                    }
                } catch (IOException e) {
                    assertThat(socket.isClosed()).isTrue();
                }
            });
        }

        URI uri() {
            return GhlClientOutcomeTest.uri(socket);
        }

        int connections() {
            return accepted.size();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : accepted) {
                connection.close();
            }
            thread.interrupt();
        }
    }
}
