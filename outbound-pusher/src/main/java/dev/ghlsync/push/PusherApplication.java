package dev.ghlsync.push;

import dev.ghlsync.push.config.PusherConfig;
import dev.ghlsync.push.dlq.DeadLetterDesk;
import dev.ghlsync.push.dlq.http.OperatorAccess;
import dev.ghlsync.push.dlq.http.OperatorApi;
import dev.ghlsync.push.dlq.http.OperatorHandler;
import dev.ghlsync.push.ops.Health;
import dev.ghlsync.push.ops.OpsServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pusher as a process, or as a part of another one: {@link #start}, {@link #awaitEnd}, {@link #close}. */
public final class PusherApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PusherApplication.class);
    private static final Duration CAUGHT_UP_CHECK = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(60);

    private final PusherConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Pusher> running = new AtomicReference<>();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Prerequisites prerequisites;
    private final OpsServer ops;
    private final Thread main;

    private PusherApplication(PusherConfig config) {
        this.config = config;
        this.prerequisites = new Prerequisites(config.kafka(), stopping);
        this.ops = OpsServer.start(
                config.host(),
                config.port(),
                this::metrics,
                this::liveness,
                this::readiness,
                new OperatorHandler(
                        new OperatorApi(this::desk, new OperatorAccess(config.apiToken(), config.loopbackOnly()))));
        this.main = Thread.ofPlatform().name("pusher").unstarted(this::run);
    }

    public static void main(String[] args) throws InterruptedException {
        PusherApplication application;
        try {
            application = start(PusherConfig.fromEnvironment(System.getenv()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(application::close, "shutdown"));
        Throwable failed = application.awaitEnd();
        if (failed != null) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    /**
     * Opens the port and returns; brokers and registry are waited for in the background.
     *
     * @throws IllegalStateException if the port is taken
     */
    public static PusherApplication start(PusherConfig config) {
        PusherApplication application = new PusherApplication(config);
        application.main.start();
        LOG.atInfo()
                .addKeyValue("port", application.port())
                .addKeyValue("kafka", config.kafka().bootstrapServers())
                .addKeyValue("ghl", config.ghl().baseUrl())
                .addKeyValue("retryScale", config.retryScale().factor())
                .log("Pusher started");
        return application;
    }

    /** Port of health and metrics. */
    public int port() {
        return ops.port();
    }

    /** Whether commands are being pushed. */
    public boolean isReady() {
        return readiness().isUp();
    }

    /** Waits until the pusher has ended; what made it end, or null after {@link #close}. */
    public @Nullable Throwable awaitEnd() throws InterruptedException {
        ended.await();
        return failure.get();
    }

    /** Begins nothing new, waits for running requests, commits what is settled, and ends. */
    @Override
    public void close() {
        stopping.countDown();
        Pusher pusher = running.get();
        if (pusher != null) {
            stop(pusher);
        }
        try {
            main.join(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ops.close();
    }

    private void run() {
        try {
            if (prerequisites.await()) {
                push();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    private void push() throws InterruptedException {
        try (Pusher pusher = new Pusher(config, meters, Clock.systemUTC())) {
            List<Thread> threads = new ArrayList<>();
            running.set(pusher);
            if (stopping.getCount() == 0) {
                return; // Told to end while the clients were being made, when nobody could tell them.
            }
            threads.add(thread("connections", pusher.connections(), pusher));
            threads.add(thread("letters", pusher.letters(), pusher));
            boolean caughtUp = false;
            // A command of a location whose connection was not read yet would be parked for nothing, and one that is
            // applied
            // before the dead letters were read would resolve none.
            while (!caughtUp && stopping.getCount() > 0 && failure.get() == null) {
                caughtUp = pusher.connections().awaitCaughtUp(CAUGHT_UP_CHECK)
                        && pusher.letters().awaitCaughtUp(CAUGHT_UP_CHECK);
            }
            if (caughtUp && stopping.getCount() > 0) {
                threads.add(thread("retry-timers", pusher.timers(), pusher));
                threads.add(thread("push-loop", pusher.loop(), pusher));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            running.set(null);
        }
    }

    private Thread thread(String name, Runnable task, Pusher pusher) {
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                // One part without the others would look alive and deliver nothing.
                stop(pusher);
            }
        });
    }

    private static void stop(Pusher pusher) {
        pusher.loop().stop();
        pusher.timers().stop();
        pusher.connections().stop();
        pusher.letters().stop();
    }

    private void fail(Throwable thrown) {
        if (failure.compareAndSet(null, thrown)) {
            LOG.atError().setCause(thrown).log("Pusher ends because of an error it cannot go on with");
        }
    }

    /** Null while there is nothing to work with yet. */
    private @Nullable DeadLetterDesk desk() {
        Pusher pusher = running.get();
        return pusher != null && pusher.letters().isCaughtUp() ? pusher.desk() : null;
    }

    private String metrics() {
        Pusher pusher = running.get();
        if (pusher != null) {
            pusher.gauges().refresh();
        }
        return meters.scrape();
    }

    private Health liveness() {
        return failure.get() == null ? Health.UP : new Health("restart");
    }

    private Health readiness() {
        Pusher pusher = running.get();
        if (!prerequisites.waitingFor().isEmpty()) {
            return new Health(prerequisites.waitingFor());
        }
        return pusher != null
                        && pusher.connections().isCaughtUp()
                        && pusher.letters().isCaughtUp()
                        && failure.get() == null
                ? Health.UP
                : new Health("connections");
    }
}
