package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.connection.Connected;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.ReadPlaces;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Source;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A location in the sandbox, and a query API that shows what the test says is ours. */
final class AuditedLocation implements AutoCloseable {
    static final String LOCATION = "loc-audited";

    /** Objects of ours, as the query API shows them. */
    final List<ObjectNode> ours = new ArrayList<>();
    /** What was published again. */
    final List<ObjectRead> repaired = new ArrayList<>();
    /** How much each time. */
    final List<Integer> repairs = new ArrayList<>();

    private final ComparedKind kind;
    private final SandboxServer sandbox;
    private final HttpServer queryApi;
    private final HttpClient http = HttpClient.newHttpClient();
    private final GhlClient ghl;
    private final Secret token;
    private final OurRecords records;
    private final Connections connections;
    private final Source source;
    private final LocationConnection connection;

    /** @param objects how many of the kind GoHighLevel has */
    AuditedLocation(ComparedKind kind, int objects) {
        this.kind = kind;
        this.sandbox = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0).withLimits(100_000, 1_000_000)));
        JsonNode made = call(
                "POST",
                "/_sandbox/locations",
                GhlJson.emptyObject()
                        .put("id", LOCATION)
                        .put("contacts", 2)
                        .put("deals", kind == ComparedKind.OPPORTUNITY ? objects : 0)
                        .put("bookings", kind == ComparedKind.BOOKING ? objects : 0));
        this.token = Secret.of(made.path("token").asText());
        this.queryApi = queryApi();
        this.records = new OurRecords(
                URI.create("http://127.0.0.1:" + queryApi.getAddress().getPort()), null);
        Clock clock = Clock.systemUTC();
        this.ghl = new GhlClient(GhlClientConfig.of(sandbox.baseUrl()), clock);
        TokenCipher cipher = TokenCipher.of(TokenCipher.newKey());
        this.connection = Connected.location(LOCATION, clock.instant())
                .with(cipher.seal(LOCATION, token))
                .connection();
        this.connections = new Connections(cipher);
        connections.apply(LOCATION, 0, connection);
        connections.caughtUp();
        this.source = source(clock);
        for (int i = 0; kind == ComparedKind.TASK && i < objects; i++) {
            task("Call " + i);
        }
    }

    private Source source(InstantSource clock) {
        var reads = new GhlReads(
                new LocationQuotas(QuotaPolicy.DEFAULT),
                new Pacers(QuotaPolicy.DEFAULT),
                new ReadPlaces(64, Duration.ofHours(1)),
                new ReadMetrics(new SimpleMeterRegistry()),
                clock,
                Duration.ofMillis(1));
        return new Source(ghl, reads, connections, (used, refusal, correlationId, stop) -> false);
    }

    /** What starts audits of the location; reads ask the first clock, the desk the second. */
    AuditDesk desk(InstantSource readClock, InstantSource clock, AuditDesk.Trail trail) {
        return new AuditDesk(connections, source(readClock), records, trail, new Ids(clock, new SecureRandom()), clock);
    }

    /** Objects of the kind as GoHighLevel has them. */
    List<JsonNode> inGhl() {
        return state(kind == ComparedKind.BOOKING ? "appointments" : kind.list());
    }

    private List<JsonNode> state(String list) {
        return call("GET", "/_sandbox/state?locationId=" + LOCATION, null)
                .path(list)
                .valueStream()
                .toList();
    }

    /** An object of GoHighLevel's as it is after a sync. */
    ObjectNode synced(JsonNode there) {
        String id = there.path("id").asText();
        ObjectNode node = GhlJson.emptyObject();
        kind.ofGhl(there, null).forEach(node::put);
        return switch (kind) {
            case OPPORTUNITY -> node.put("opportunityId", "our-" + id).put("ghlOpportunityId", id);
            case BOOKING -> node.put("bookingId", "our-" + id).put("ghlAppointmentId", id);
            case TASK ->
                node.put("taskId", "our-" + id)
                        .put("ghlTaskId", id)
                        .put("status", there.path("completed").asBoolean() ? "COMPLETED" : "OPEN");
        };
    }

    private void task(String title) {
        String contact = state("contacts").getFirst().path("id").asText();
        ObjectNode task = GhlJson.emptyObject()
                .put("title", title)
                .put("body", "About the offer")
                .put("dueDate", "2026-12-01T10:00:00.000Z")
                .put("completed", false);
        send(authorized("/contacts/" + contact + "/tasks")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(task)))
                .build());
    }

    void delete(JsonNode there) {
        String id = there.path("id").asText();
        String path = switch (kind) {
            case OPPORTUNITY -> "/opportunities/" + id;
            case BOOKING -> "/calendars/events/" + id;
            case TASK -> "/contacts/" + there.path("contactId").asText() + "/tasks/" + id;
        };
        send(authorized(path).DELETE().build());
    }

    /** From now on the token's scopes do not open the kind any more. */
    void close(ComparedKind scope) {
        String path = switch (scope) {
            case OPPORTUNITY -> "/opportunities/search";
            case BOOKING -> "/calendars/";
            case TASK -> "/locations/" + LOCATION + "/tasks/search";
        };
        call(
                "POST",
                "/_sandbox/faults",
                GhlJson.emptyObject().put("kind", "status").put("status", 403).put("path", path));
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token.reveal()).header("Version", "2021-07-28");
    }

    AuditReport audit(boolean repair) {
        return audit(repair, ObjectAudit.BATCH);
    }

    AuditReport audit(boolean repair, int batch) {
        var tally = new Tally("audit-1", LOCATION, repair, false, Instant.EPOCH);
        var reading = new Reading(connection, ObjectRead.Purpose.AUDIT, "audit-1", "audit-1", new Stop());
        new ObjectAudit(kind, source, records, this::repair, tally, repair, reading, Instant.now(), batch).run();
        tally.ended(Instant.EPOCH);
        return tally.report();
    }

    private boolean repair(List<ObjectRead> reads) {
        repairs.add(reads.size());
        return repaired.addAll(reads);
    }

    /** From now on GoHighLevel says that the location's limit is used up. */
    void throttle() {
        call("POST", "/_sandbox/faults", GhlJson.emptyObject().put("kind", "throttled"));
    }

    void disconnect() {
        connections.apply(
                LOCATION,
                1,
                Connected.location(LOCATION, Instant.EPOCH)
                        .with(LocationConnection.Status.DISCONNECTED)
                        .connection());
    }

    private HttpServer queryApi() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/locations/" + LOCATION + "/" + kind.list(), this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        ObjectNode page = GhlJson.emptyObject();
        page.putArray(kind.list()).addAll(ours);
        page.putNull("nextCursor");
        byte[] body = GhlJson.bytes(page);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode call(String method, String path, @Nullable ObjectNode body) {
        return send(request(path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
    }

    private ObjectNode send(HttpRequest request) {
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

    @Override
    public void close() {
        records.close();
        ghl.close();
        queryApi.stop(0);
        sandbox.close();
        http.close();
    }
}
