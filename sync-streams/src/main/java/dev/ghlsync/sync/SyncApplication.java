package dev.ghlsync.sync;

import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.config.SyncConfig;
import dev.ghlsync.sync.ops.Failures;
import dev.ghlsync.sync.ops.Health;
import dev.ghlsync.sync.ops.InputCounters;
import dev.ghlsync.sync.ops.Prerequisites;
import dev.ghlsync.sync.ops.RestoreWatch;
import dev.ghlsync.sync.ops.ThreadFailures;
import dev.ghlsync.sync.query.QueryApi;
import dev.ghlsync.sync.query.QueryServer;
import dev.ghlsync.sync.query.StreamsOwnership;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology and its query API until SIGTERM or a failure for good. The README lists the environment variables. Exit code
 * 1 with one log line when it cannot start or had to stop.
 */
public final class SyncApplication {
    private static final Logger LOG = LoggerFactory.getLogger(SyncApplication.class);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);
    private static final Duration REPLACE_PAUSE = Duration.ofSeconds(2);

    private final SyncConfig config;
    private final CountDownLatch stopping;
    private final Health health = new Health();
    private final StreamsOwnership ownership = new StreamsOwnership();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** @param stopping stops the process when it reaches zero */
    SyncApplication(SyncConfig config, CountDownLatch stopping) {
        this.config = config;
        this.stopping = stopping;
    }

    public static void main(String[] arguments) {
        var stopping = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(stopping, stopped)));
        int code = run(System.getenv(), stopping);
        stopped.countDown();
        System.exit(code);
    }

    private static int run(Map<String, String> variables, CountDownLatch stopping) {
        try {
            return new SyncApplication(SyncConfig.fromEnvironment(variables), stopping).run();
        } catch (KafkaException e) {
            LOG.error(
                    "Kafka refuses its configuration or the state directory; check KAFKA_PROP_*, APPLICATION_ID and"
                            + " STATE_DIR. {}",
                    Failures.describe(e));
            return 1;
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("{}", Failures.sentence(e));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void stop(CountDownLatch stopping, CountDownLatch stopped) {
        stopping.countDown();
        try {
            if (!stopped.await(2 * CLOSE_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Not stopped in time; what was not committed is done again at the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until stopped; 0 after a clean stop, 1 when Kafka Streams ended by itself. */
    int run() throws InterruptedException {
        var api =
                new QueryApi(ownership, health, metrics::scrape, config.query().apiToken());
        try (var server = QueryServer.start(config.query().address(), api)) {
            var partitions = new Prerequisites(config.kafka(), stopping).await();
            return partitions.isEmpty() ? 0 : stream(server, partitions.getAsInt());
        }
    }

    private int stream(QueryServer server, int locationPartitions) throws InterruptedException {
        var self = config.query().advertise(server.address());
        var edges = Wiring.edges(
                new AvroSerdes(config.kafka()), new InputCounters(metrics), locationPartitions, config.massChange());
        var properties = config.streams().properties(config.kafka(), self);
        try (var streams = new KafkaStreams(SyncTopology.build(edges), properties);
                var streamsMetrics = new KafkaStreamsMetrics(streams)) {
            streamsMetrics.bindTo(metrics);
            streams.setUncaughtExceptionHandler(new ThreadFailures(stopping, REPLACE_PAUSE));
            streams.setGlobalStateRestoreListener(new RestoreWatch(metrics));
            streams.setStateListener((state, before) -> changed(state));
            ownership.started(streams, self);
            streams.start();
            LOG.info(
                    "Started {} with {} threads over {} location partitions; the query API listens on {}:{}, known to"
                            + " other instances as {}:{}.",
                    config.streams().applicationId(),
                    config.streams().threads(),
                    locationPartitions,
                    server.address().getHostString(),
                    server.address().getPort(),
                    self.host(),
                    self.port());
            stopping.await();
            boolean failed = !health.live();
            // A member that only falls silent keeps its locations from the others for the session timeout.
            boolean closed = streams.close(CloseOptions.timeout(CLOSE_BOUND)
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            LOG.info(
                    closed
                            ? "Stopped."
                            : "Stopped before everything was committed; it is done again at the next start.");
            return failed ? 1 : 0;
        }
    }

    private void changed(KafkaStreams.State state) {
        health.now(state);
        LOG.info("Kafka Streams is {}.", state);
        if (state == KafkaStreams.State.ERROR) {
            stopping.countDown();
        }
    }
}
