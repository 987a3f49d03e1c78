package dev.ghlsync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.connection.Connected;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A success that does not hold what was asked for says nothing: not that there is no more, and not that something is gone. */
class UnreadableAnswersTest {
    private static final String LOCATION = "loc-1";
    private static final Instant T0 = Instant.parse("2026-11-26T10:00:00Z");
    private static final Result<Object> UNREADABLE = new Result.Impossible<>("unreadable_answer");

    private final HttpServer server;
    private final GhlClient ghl;
    private final Source source;
    private final Reading reading;

    UnreadableAnswersTest() throws IOException {
        byte[] answer = "{\"traceId\":\"t\"}".getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        ghl = new GhlClient(
                GhlClientConfig.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                Clock.systemUTC());
        TokenCipher cipher = TokenCipher.of(TokenCipher.newKey());
        LocationConnection connection = Connected.location(LOCATION, T0)
                .with(cipher.seal(LOCATION, Secret.of("pit-1")))
                .connection();
        var connections = new Connections(cipher);
        connections.apply(LOCATION, 0, connection);
        var reads = new GhlReads(
                new LocationQuotas(QuotaPolicy.DEFAULT),
                new Pacers(QuotaPolicy.DEFAULT),
                new ReadPlaces(4, Duration.ofHours(1)),
                new ReadMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC());
        source = new Source(ghl, reads, connections, (used, refusal, correlationId, stop) -> false);
        reading = new Reading(connection, ObjectRead.Purpose.RECONCILE, null, "corr-1", new Stop());
    }

    @AfterEach
    void close() {
        ghl.close();
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void nothingCountsAsGone(ObjectKind kind) {
        // When
        Result<ObjectRead> read = source.byId(reading, Manner.PROMPT, kind, "id-1", null);

        // Then
        assertThat(read).isEqualTo(UNREADABLE);
    }

    @Test
    void noListCountsAsEmpty() {
        // When
        Map<String, Result<Page>> pages = Map.of(
                "contacts", source.contacts(reading, 100, null, null),
                "opportunities", source.opportunities(reading, null, null),
                "changed opportunities", source.opportunities(reading, T0, null),
                "appointments", source.appointments(reading, T0, Duration.ofDays(1), Duration.ofDays(1), null),
                "tasks", source.tasks(reading, null),
                "tags", source.tags(reading),
                "custom fields", source.customFields(reading),
                "pipelines", source.pipelines(reading),
                "calendars", source.calendars(reading));

        // Then
        assertThat(pages.values()).allSatisfy(page -> assertThat(page).isEqualTo(UNREADABLE));
    }
}
