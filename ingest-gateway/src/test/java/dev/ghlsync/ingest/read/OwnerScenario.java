package dev.ghlsync.ingest.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.avro.TopicConnectionLog;
import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.ConnectRequest;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/** The owner of a location against the sandbox, with topics as lists. */
final class OwnerScenario implements AutoCloseable {
    static final String LOCATION = "loc-owner";

    final List<Outgoing<?>> published = new CopyOnWriteArrayList<>();
    final Connections connections;
    final ConnectionService service;
    final SandboxServer sandbox;
    Backfills backfills;
    LocationOwner owner;

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = new Ids(clock, new SecureRandom());
    private final Publisher publisher = this::publish;
    private final ReadConfig reads;
    private final AtomicLong offsets = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private final GhlClient ghl;

    OwnerScenario(int pageLimit, boolean hydrate) {
        this.sandbox = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0).withLimits(100_000, 1_000_000)));
        this.reads = new ReadConfig(sandbox.baseUrl(), pageLimit, hydrate, 8);
        var cipher = TokenCipher.of(TokenCipher.newKey());
        this.connections = new Connections(cipher);
        this.ghl = new GhlClient(GhlClientConfig.of(sandbox.baseUrl()), clock);
        this.service = new ConnectionService(
                connections, new TopicConnectionLog(publisher, connections, ids), ghl, cipher, clock);
        connections.caughtUp();
        restart(new Backfills());
    }

    /** Another owner takes over, knowing these earlier runs; nothing is published yet. */
    void restart(Backfills known) {
        LocationOwner before = owner;
        if (before != null) {
            before.close();
        }
        published.clear();
        known.caughtUp();
        backfills = known;
        owner = new LocationOwner(
                reads,
                ghl,
                connections,
                service,
                known,
                publisher,
                OwnerScenario::fetch,
                new ReadMetrics(new SimpleMeterRegistry()),
                ids,
                clock);
    }

    /** Creates the location with these contacts; returns its token. */
    Secret location(int contacts) {
        ObjectNode body = GhlJson.emptyObject().put("id", LOCATION).put("contacts", contacts);
        return Secret.of(
                control("POST", "/_sandbox/locations", body).path("token").asText());
    }

    void revoke(Secret token) {
        control("DELETE", "/_sandbox/tokens/" + token.reveal(), GhlJson.emptyObject());
    }

    ConnectOutcome connect(Secret token) {
        var request = new ConnectRequest(token, null, "org-1", null, null, null, null, null, null, null);
        return service.connect(LOCATION, request, "test", "corr-1");
    }

    <V extends SpecificRecord> List<V> on(Topic<V> topic) {
        Class<V> type = topic.value().orElseThrow();
        return published.stream()
                .filter(record -> record.topic().name().equals(topic.name()))
                .map(record -> type.cast(record.value()))
                .toList();
    }

    static byte[] contactRequest(String contactId) {
        return contactId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        owner.close();
        ghl.close();
        sandbox.close();
        http.close();
    }

    private ObjectNode control(String method, String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build();
        try {
            return GhlJson.objectOrEmpty(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }

    private CompletableFuture<PublishOutcome> publish(Outgoing<?> record) {
        published.add(record);
        return CompletableFuture.completedFuture(new PublishOutcome.Stored(0, offsets.getAndIncrement()));
    }

    private static Fetch fetch(byte[] contactId) {
        return new Fetch(
                LOCATION, Fetch.Kind.CONTACT, new String(contactId, StandardCharsets.UTF_8), null, "corr-fetch");
    }
}
