package dev.ghlsync.ingest;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.avro.FetchLetters;
import dev.ghlsync.ingest.avro.TopicConnectionLog;
import dev.ghlsync.ingest.avro.TopicConnectionRequests;
import dev.ghlsync.ingest.avro.TopicViews;
import dev.ghlsync.ingest.config.GatewayConfig;
import dev.ghlsync.ingest.config.WebhookConfig;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.OwnedTopics;
import dev.ghlsync.ingest.consume.TopicTail;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.fence.Fences;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.http.GatewayServer;
import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.oauth.OwnerDesk;
import dev.ghlsync.ingest.ops.DependencyProbe;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.ops.WebhookMetrics;
import dev.ghlsync.ingest.publish.DeadLetters;
import dev.ghlsync.ingest.publish.InFlight;
import dev.ghlsync.ingest.publish.KafkaPublisher;
import dev.ghlsync.ingest.read.LocationOwner;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.Source;
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
        var service =
                new ConnectionService(connections, new TopicConnectionRequests(live, ids, clock), ghl, cipher, clock);

        var gate = new WebhookGate(
                rules(config.webhooks(), clock),
                new WebhookVerifier(config.webhooks().keys(), config.webhooks().legacyKeys()),
                connections);
        var intake = new WebhookIntake(
                gate,
                connections::loaded,
                live,
                new WebhookMetrics(registry, liveInFlight),
                ids,
                clock,
                config.webhooks().retryAfter());
        var accepted = new AcceptedChanges(clock);
        var lookup = new ChangeLookup(config.queryUrl(), config.server().apiToken(), accepted);
        parts.push(lookup);

        var fences = new Fences(config.kafka());
        var log = new Insistent(fences);
        var desk = new ConnectionDesk(connections, new TopicConnectionLog(log, connections, ids), cipher, clock);
        var readMetrics = new ReadMetrics(registry);
        readMetrics.showOwned(fences::owned);
        var quotas = new LocationQuotas(QuotaPolicy.DEFAULT);
        var source = new Source(
                ghl,
                new GhlReads(quotas, new Pacers(QuotaPolicy.DEFAULT), readMetrics, clock),
                connections,
                (used, refusal, correlationId, stopped) -> {
                    desk.broken(used, refusal, correlationId, stopped);
                    return false;
                });
        var owner = new LocationOwner(
                config.reads(),
                source,
                connections,
                runs,
                log,
                TopicViews.fetches(config.kafka()),
                new FetchLetters(new DeadLetters(live, Topics.SYNC_DLQ), clock),
                new OwnerDesk(connections, desk, source),
                readMetrics,
                ids,
                clock);
        parts.push(owner);
        var stop = new Stop();
        var probe = new DependencyProbe(config.kafka(), NEEDED, () -> connections.loaded() && runs.loaded(), stop);
        TopicTail<?> connectionsView = TopicViews.connections(config.kafka(), connections, stop);
        TopicTail<?> runsView = TopicViews.runs(config.kafka(), runs, stop);
        var owned = new OwnedTopics(
                config.kafka(), config.group(), fences, List.of(connectionsView, runsView), owner, stop);
        var background = List.of(
                thread("dependency-probe", probe),
                thread("connections-view", connectionsView),
                thread("runs-view", runsView),
                thread("location-owner", owned));
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
                        connections,
                        runs,
                        ids));
        parts.push(server);
        background.forEach(Thread::start);
        return server;
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
