package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ghl.webhook.LocationSecret;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.WebhookSigner;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.audit.AuditDesk;
import dev.ghlsync.ingest.audit.OurRecords;
import dev.ghlsync.ingest.avro.AuditTrail;
import dev.ghlsync.ingest.avro.TopicConnectionRequests;
import dev.ghlsync.ingest.config.ServerConfig;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Readiness;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.ops.WebhookMetrics;
import dev.ghlsync.ingest.publish.InFlight;
import dev.ghlsync.ingest.read.Headroom;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.ReadPlaces;
import dev.ghlsync.ingest.source.Source;
import dev.ghlsync.ingest.webhook.WebhookGate;
import dev.ghlsync.ingest.write.AcceptedChanges;
import dev.ghlsync.ingest.write.ChangeLookup;
import dev.ghlsync.ingest.write.ContactWrites;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The real HTTP server on a free loopback port, with fakes behind the routes. */
final class TestGateway implements AutoCloseable {
    static final String APP = "ve9EPM428h8vShlRW1KT";
    static final String LOCATION = "loc-1";
    static final Secret LOCATION_SECRET = Secret.of("workflow-secret-of-loc-1");
    static final Secret HMAC_SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    /** An operator holds back what comes from it. */
    static final String PAUSED_LOCATION = "loc-paused";

    static final int BODY_BYTES_MAX = 64 * 1024;

    final WebhookSigner signer = WebhookSigner.ofSeed(7);
    final FakePublisher publisher = new FakePublisher();
    final AtomicBoolean locationsKnown = new AtomicBoolean(true);
    final AtomicBoolean ready = new AtomicBoolean(true);
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final StandardWebhooks hmac =
            new StandardWebhooks(List.of(HMAC_SECRET), Duration.ofMinutes(5), InstantSource.fixed(NOW));
    final HttpClient http = HttpClient.newHttpClient();

    final Connections connections = new Connections(null);

    private final GhlClient ghl;
    private final AuditDesk audits;
    private final ChangeLookup lookup;
    private final GatewayServer server;

    TestGateway() {
        this(null);
    }

    TestGateway(@Nullable Secret apiToken) {
        var clock = InstantSource.fixed(NOW);
        var rules = new WebhookGate.Rules(APP + "-k3y", hmac, List.of());
        var gate =
                new WebhookGate(rules, new WebhookVerifier(List.of(signer.publicKey()), List.of()), new OneLocation());
        var metrics = new WebhookMetrics(registry, new InFlight(10, 1000));
        var intake = new WebhookIntake(
                gate,
                locationsKnown::get,
                publisher,
                metrics,
                new Ids(clock, new Random(1)),
                clock,
                Duration.ofSeconds(10),
                location -> {});
        Readiness readiness = () -> new Readiness.State(ready.get(), "test");
        var ids = new Ids(clock, new Random(2));
        var accepted = new AcceptedChanges(clock);
        connections.caughtUp();
        connections.apply(LOCATION, 0, Samples.connection(LOCATION));
        this.ghl = new GhlClient(GhlClientConfig.of(URI.create("http://127.0.0.1:1")), clock);
        this.audits = new AuditDesk(
                connections,
                new Source(
                        ghl,
                        new GhlReads(
                                new LocationQuotas(QuotaPolicy.DEFAULT),
                                new Pacers(QuotaPolicy.DEFAULT),
                                new ReadPlaces(64, Duration.ofHours(1)),
                                new ReadMetrics(registry),
                                clock),
                        connections,
                        (used, refusal, correlationId, stop) -> false),
                new OurRecords(URI.create("http://127.0.0.1:1"), null),
                new AuditTrail(publisher, new ReadRuns(), ids, Headroom.UNLIMITED, new Stop()),
                ids,
                clock);
        this.lookup = new ChangeLookup(URI.create("http://127.0.0.1:1"), null, accepted);
        this.server = GatewayServer.start(
                new ServerConfig("127.0.0.1", 0, apiToken),
                BODY_BYTES_MAX,
                List.of(
                        intake,
                        readiness,
                        registry,
                        new ContactWrites(connections, publisher, accepted, ids),
                        lookup,
                        new ConnectionService(
                                connections,
                                new TopicConnectionRequests(publisher, ids, clock),
                                ghl,
                                TokenCipher.of(TokenCipher.newKey()),
                                clock),
                        new Installation(null),
                        audits,
                        connections,
                        new ReadRuns(),
                        ids));
    }

    <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    /** Back to a gateway that is ready and whose broker acknowledges at once, with nothing published. */
    void reset() {
        locationsKnown.set(true);
        ready.set(true);
        publisher.reset();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the gateway.", e);
        }
    }

    HttpRequest.Builder webhook(byte[] body) {
        return HttpRequest.newBuilder(uri("/ghl-webhook"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> postSigned(byte[] body) {
        return send(webhook(body)
                .header(WebhookVerifier.SIGNATURE_HEADER, signer.sign(body))
                .build());
    }

    @Override
    public void close() {
        server.close();
        audits.close();
        lookup.close();
        ghl.close();
        http.close();
    }

    private static final class OneLocation implements WebhookGate.Locations {
        private final LocationSecret secret = new LocationSecret(List.of(LOCATION_SECRET));

        @Override
        public Optional<LocationSecret> webhookSecret(String locationId) {
            return locationId.equals(LOCATION) ? Optional.of(secret) : Optional.empty();
        }

        @Override
        public @Nullable String organizationOf(String locationId) {
            return locationId.equals(LOCATION) ? "org-1" : null;
        }

        @Override
        public boolean inboundPaused(String locationId) {
            return locationId.equals(PAUSED_LOCATION);
        }
    }
}
