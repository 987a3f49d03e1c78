package dev.ghlsync.ingest.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.config.OauthConfig;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.ConnectionRequests;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.ReadPlaces;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sandbox, a topic of connections that only the present owner can write, and processes that come and go. */
final class OauthWorld implements AutoCloseable {
    final SandboxServer sandbox = SandboxServer.start(SandboxConfig.defaults()
            .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0).withLimits(100_000, 1_000_000)));
    final List<LocationConnection> topic = new CopyOnWriteArrayList<>();
    final List<LifecycleEvent> events = new CopyOnWriteArrayList<>();
    /** With which the processes begin that take over from now on. */
    TokenCipher cipher = TokenCipher.of(TokenCipher.newKey());

    final Clock clock = Clock.systemUTC();
    final GhlClient ghl = new GhlClient(GhlClientConfig.of(sandbox.baseUrl()), clock);
    final OauthApi.App app;

    final Ids ids = new Ids(clock, new SecureRandom());
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final AtomicInteger generation = new AtomicInteger();

    OauthWorld() {
        ObjectNode shown = control("GET", "/_sandbox/app", null);
        this.app = new OauthApi.App(
                shown.path("clientId").asText(),
                Secret.of(shown.path("clientSecret").asText()));
    }

    void location(String id, int contacts) {
        control(
                "POST",
                "/_sandbox/locations",
                GhlJson.emptyObject().put("id", id).put("contacts", contacts));
    }

    /** Another process owns everything from now on. */
    Owning takeOver(Path journal, Consumer<RefreshStep> reached) {
        return new Owning(generation.incrementAndGet(), journal, reached);
    }

    /** Whether the newest stored token of the location opens it in GoHighLevel. */
    boolean works(String locationId) {
        var view = new Connections(cipher);
        replay(view);
        return view.find(locationId)
                .flatMap(view::token)
                .filter(token -> ghl.locations().get(token, locationId) instanceof GhlResponse.Ok)
                .isPresent();
    }

    /** GoHighLevel's access tokens end after a day; the processes do not notice. */
    void aDayPassesInGoHighLevel() {
        control(
                "POST",
                "/_sandbox/clock",
                GhlJson.emptyObject().put("hold", clock.instant().plusSeconds(5).toString()));
        control("POST", "/_sandbox/clock", GhlJson.emptyObject().put("advance", "PT25H"));
    }

    long requests(String path) {
        return control("GET", "/_sandbox/requests?limit=10000&path=" + path, null)
                .path("requests")
                .size();
    }

    ObjectNode control(String method, String path, @Nullable ObjectNode body) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build());
        ObjectNode json = GhlJson.object(answer.body());
        return json == null
                ? GhlJson.objectOrEmpty(
                        ("{\"requests\":" + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8) + "}")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : json;
    }

    /** Follows a link as a browser does, and tells where it is sent. */
    URI redirectOf(URI page) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(page).build());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Override
    public void close() {
        ghl.close();
        sandbox.close();
        http.close();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }

    private void replay(Connections view) {
        for (int i = 0; i < topic.size(); i++) {
            view.apply(topic.get(i).locationId(), i, topic.get(i));
        }
        view.caughtUp();
    }

    /** One process that owns all locations until another one does. */
    final class Owning {
        final Connections connections = new Connections(cipher);
        final ConnectionDesk desk;
        final ConnectionRequests requests = this::give;
        final RefreshJournal journal;
        final TokenRefresh refreshes;
        final OauthOwner owner;
        final CompanyDesk companies;
        final Installs installs;
        final ConnectionService service;
        final OauthFlow flow;
        final List<ConnectionChange> asked = new CopyOnWriteArrayList<>();

        Owning(int mine, Path journalFolder, Consumer<RefreshStep> reached) {
            replay(connections);
            ConnectionLog log = (connection, event, effect, stop) -> write(mine, connection, event);
            this.desk = new ConnectionDesk(connections, log, cipher, clock);
            var proposals = new Proposals(ghl, cipher, connections, clock);
            var reads = new GhlReads(
                    new LocationQuotas(QuotaPolicy.DEFAULT),
                    new Pacers(QuotaPolicy.DEFAULT),
                    new ReadPlaces(64, Duration.ofHours(1)),
                    new ReadMetrics(new SimpleMeterRegistry()),
                    clock);
            this.companies = new CompanyDesk(app.clientId(), ghl, reads, connections, desk, requests, proposals, ids);
            this.journal = new RefreshJournal(journalFolder);
            this.refreshes =
                    new TokenRefresh(app, cipher, ghl, connections, desk, log, journal, companies, clock, reached);
            this.owner = new OauthOwner(
                    connections, requests, refreshes, journal, companies, Runnable::run, ids, clock, new Stop());
            this.installs = new Installs(connections, desk, companies);
            this.service = new ConnectionService(connections, requests, ghl, cipher, clock);
            this.flow = new OauthFlow(
                    new OauthConfig(
                            app.clientId(),
                            app.clientSecret(),
                            URI.create("http://127.0.0.1:1/oauth/callback"),
                            URI.create(sandbox.baseUrl() + "/v2/oauth/chooselocation"),
                            List.of(
                                    "contacts.readonly",
                                    "contacts.write",
                                    "locations.readonly",
                                    "oauth.readonly",
                                    "oauth.write"),
                            journalFolder),
                    app,
                    new OauthStates(cipher),
                    proposals,
                    ghl,
                    service,
                    ids,
                    clock);
        }

        /** Goes through GoHighLevel's page like a person who chooses this location, or the whole agency. */
        void install(String choice) {
            OauthFlow.Start start = flow.start(choice.equals("agency"), "org-7");
            URI back = redirectOf(URI.create(start.page() + "&choose=" + choice));
            var query = new java.util.HashMap<String, String>();
            for (String pair : back.getRawQuery().split("&")) {
                query.put(
                        pair.substring(0, pair.indexOf('=')),
                        java.net.URLDecoder.decode(
                                pair.substring(pair.indexOf('=') + 1), java.nio.charset.StandardCharsets.UTF_8));
            }
            flow.callback(query.get("code"), query.get("state"), start.nonce());
        }

        LocationConnection find(String id) {
            return connections.find(id).orElseThrow();
        }

        private CompletableFuture<PublishOutcome> give(ConnectionChange change) {
            asked.add(change);
            var stop = new Stop();
            switch (change.action()) {
                case CONNECT, DISCONNECT, CONFIGURE, ADOPT_TOKENS -> desk.apply(change, stop);
                case REENCRYPT -> desk.reencrypt(change.locationId(), "test", change.correlationId(), stop);
                case CONNECT_BY_COMPANY -> owner.connectByCompany(change, stop);
                case OTHER -> throw new IllegalStateException("An unknown action was asked for.");
            }
            return CompletableFuture.completedFuture(new PublishOutcome.Stored(0, 0));
        }

        private boolean write(int mine, LocationConnection connection, @Nullable LifecycleEvent event) {
            synchronized (topic) {
                if (generation.get() != mine) {
                    return false;
                }
                topic.add(connection);
                if (event != null) {
                    events.add(event);
                }
                connections.apply(connection.locationId(), topic.size() - 1L, connection);
                return true;
            }
        }
    }
}
