package dev.ghlsync.ingest;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.audit.AuditDesk;
import dev.ghlsync.ingest.audit.AuditOrder;
import dev.ghlsync.ingest.audit.AuditSchedule;
import dev.ghlsync.ingest.audit.OurRecords;
import dev.ghlsync.ingest.avro.AuditTrail;
import dev.ghlsync.ingest.avro.TopicConnectionRequests;
import dev.ghlsync.ingest.avro.TopicViews;
import dev.ghlsync.ingest.config.GatewayConfig;
import dev.ghlsync.ingest.config.WebhookConfig;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.GroupLag;
import dev.ghlsync.ingest.consume.OwnedTopics;
import dev.ghlsync.ingest.consume.TendedOwner;
import dev.ghlsync.ingest.consume.TopicTail;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.http.GatewayServer;
import dev.ghlsync.ingest.http.Installation;
import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.oauth.OauthFlow;
import dev.ghlsync.ingest.oauth.OauthStates;
import dev.ghlsync.ingest.oauth.Proposals;
import dev.ghlsync.ingest.ops.DependencyProbe;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.ops.WebhookMetrics;
import dev.ghlsync.ingest.publish.InFlight;
import dev.ghlsync.ingest.publish.KafkaPublisher;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.ingest.read.SnapshotBacklog;
import dev.ghlsync.ingest.webhook.WebhookGate;
import dev.ghlsync.ingest.write.AcceptedChanges;
import dev.ghlsync.ingest.write.ChangeLookup;
import dev.ghlsync.ingest.write.ContactWrites;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running gateway: every part, and how they hang together.
 *
 * <pre>
 *   POST /ghl-webhook ─▶ WebhookGate ─▶ WebhookIntake ─▶ live publisher ─▶ ghl.webhooks
 *   writes ────────────▶ ContactWrites ────────────────▶ live publisher ─▶ crm.changes
 *   connect ───────────▶ ConnectionService ────────────▶ live publisher ─▶ ghl.fetch-requests
 *   ghl.fetch-requests, ghl.webhooks ─▶ OwnedTopics ─▶ LocationOwner ─▶ Fences ─▶ ghl.snapshots, ghl.backfill-progress,
 *                                                                                 ghl.connections, sync.events, ops.audit
 * </pre>
 *
 * What belongs to one location is written by its owner alone, in transactions that a later owner shuts out; so an initial sync never queues ahead of
 * live webhooks either.
 */
public final class Gateway implements AutoCloseable {
    private static final List<Topic<?>> NEEDED = List.of(
            Topics.GHL_WEBHOOKS,
            Topics.GHL_SNAPSHOTS,
            Topics.GHL_CONNECTIONS,
            Topics.GHL_FETCH_REQUESTS,
            Topics.GHL_BACKFILL_PROGRESS,
            Topics.CRM_CHANGES,
            Topics.SYNC_EVENTS,
            Topics.OPS_AUDIT);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final GatewayServer server;
    private final Deque<AutoCloseable> parts;

    private Gateway(GatewayServer server, Deque<AutoCloseable> parts) {
        this.server = server;
        this.parts = parts;
    }

    /**
     * Starts everything and returns once the server listens. What is not there yet (broker, topics, registry) is waited for in the background; until
     * then webhooks are answered 429 and readiness is down.
     */
    public static Gateway start(GatewayConfig config) {
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            return new Gateway(assemble(config, parts), parts);
        } catch (RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    /** The port the server listens on. */
    public int port() {
        return server.port();
    }

    /** Stops taking requests, then waits briefly for what is in flight. */
    @Override
    public void close() {
        closeAll(parts);
    }

    private static GatewayServer assemble(GatewayConfig config, Deque<AutoCloseable> parts) {
        Clock clock = Clock.systemUTC();
        var ids = new Ids(clock, new SecureRandom());
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.push(registry::close);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);

        var liveInFlight =
                new InFlight(config.limits().recordsMax(), config.limits().bytesMax());
        var live = new KafkaPublisher("ingest-gateway-live", config.kafka(), config.limits(), liveInFlight);
        parts.push(live);
        bindProducer(live, registry, parts);

        TokenCipher cipher = config.tokenKeyset() == null ? null : TokenCipher.of(config.tokenKeyset());
        var connections = new Connections(cipher);
        var runs = new ReadRuns();
        var ghl = new GhlClient(GhlClientConfig.of(config.reads().ghlBaseUrl()), clock);
        parts.push(ghl);
        var requests = new TopicConnectionRequests(live, ids, clock);
        var service = new ConnectionService(connections, requests, ghl, cipher, clock);
        var installation = new Installation(oauthFlow(config, connections, service, ghl, cipher, ids, clock));

        var gate = new WebhookGate(
                rules(config.webhooks(), clock),
                new WebhookVerifier(config.webhooks().keys(), config.webhooks().legacyKeys()),
                connections);
        var accepted = new AcceptedChanges(clock);
        var lookup = new ChangeLookup(config.queryUrl(), config.server().apiToken(), accepted);
        parts.push(lookup);

        var stop = new Stop();
        parts.push(stop::now);
        var lag = new GroupLag(config.kafka(), config.reads().syncGroup(), Topics.GHL_SNAPSHOTS);
        parts.push(lag);
        var backlog = new SnapshotBacklog(lag, config.reads().backlogMax(), System::nanoTime, stop);
        var owner = OwnerParts.assemble(
                config, connections, runs, backlog, requests, live, ghl, cipher, registry, ids, clock, stop);
        parts.push(owner.owner());
        var audits = new AuditDesk(
                connections,
                owner.source(),
                new OurRecords(config.queryUrl(), config.server().apiToken()),
                new AuditTrail(live, runs, ids, backlog, stop),
                ids,
                clock);
        parts.push(audits);
        var schedule = new AuditSchedule(
                connections,
                runs,
                (location, why) -> audits.start(location, new AuditOrder(true, true, "ingest-gateway/" + why)),
                config.reads().rhythm().auditEvery(),
                config.reads().rhythm().downAfter(),
                clock);
        var intake = new WebhookIntake(
                gate,
                connections::loaded,
                live,
                new WebhookMetrics(registry, liveInFlight),
                ids,
                clock,
                config.webhooks().retryAfter(),
                schedule::refused);
        var probe = new DependencyProbe(config.kafka(), NEEDED, () -> connections.loaded() && runs.loaded(), stop);
        TopicTail<?> connectionsView = TopicViews.connections(config.kafka(), connections, stop);
        TopicTail<?> runsView = TopicViews.runs(config.kafka(), runs, stop);
        var owned = new OwnedTopics(
                config.kafka(),
                config.group(),
                owner.fences(),
                List.of(connectionsView, runsView),
                new TendedOwner(owner.owner(), schedule::tend),
                stop);
        var background = List.of(
                thread("dependency-probe", probe),
                thread("connections-view", connectionsView),
                thread("runs-view", runsView),
                thread("location-owner", owned),
                thread("snapshot-backlog", backlog));
        parts.push(() -> join(stop, background));

        GatewayServer server = GatewayServer.start(
                config.server(),
                config.webhooks().bodyBytesMax(),
                List.of(
                        intake,
                        probe,
                        registry,
                        new ContactWrites(connections, live, accepted, ids),
                        lookup,
                        service,
                        installation,
                        audits,
                        connections,
                        runs,
                        ids));
        parts.push(server);
        background.forEach(Thread::start);
        return server;
    }

    private static @Nullable OauthFlow oauthFlow(
            GatewayConfig config,
            Connections connections,
            ConnectionService service,
            GhlClient ghl,
            @Nullable TokenCipher cipher,
            Ids ids,
            Clock clock) {
        OauthApi.App app = config.oauth().app();
        return app == null || cipher == null
                ? null
                : new OauthFlow(
                        config.oauth(),
                        app,
                        new OauthStates(cipher),
                        new Proposals(ghl, cipher, connections, clock),
                        ghl,
                        service,
                        ids,
                        clock);
    }

    private static WebhookGate.Rules rules(WebhookConfig config, Clock clock) {
        @Nullable
        StandardWebhooks hmac = config.hmacSecrets().isEmpty()
                ? null
                : new StandardWebhooks(config.hmacSecrets(), config.hmacTolerance(), clock);
        return new WebhookGate.Rules(config.clientId(), hmac, config.allowed());
    }

    private static void bindProducer(
            KafkaPublisher publisher, PrometheusMeterRegistry registry, Deque<AutoCloseable> parts) {
        var metrics = new KafkaClientMetrics(publisher.producer());
        metrics.bindTo(registry);
        parts.push(metrics);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon(true).unstarted(work);
    }

    /** The threads are daemons: one that still waits for a silent broker is left behind. */
    private static void join(Stop stop, List<Thread> threads) throws InterruptedException {
        stop.now();
        long end = System.nanoTime() + STOP_PATIENCE.toNanos();
        for (Thread thread : threads) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (thread.isAlive() && left.isPositive()) {
                thread.join(left);
            }
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException("A part of the gateway could not be closed.", e);
            }
        }
    }
}
