package dev.ghlsync.sink;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.sink.avro.EventReader;
import dev.ghlsync.sink.ops.SinkMetrics;
import dev.ghlsync.sink.ops.SinkServer;
import dev.ghlsync.sink.posthog.HttpPostHog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends {@code sync.events} to PostHog. Off unless POSTHOG_PROJECT_KEY is set. */
public final class SinkApplication {
    private static final Logger LOG = LoggerFactory.getLogger(SinkApplication.class);
    private static final String HOST = "https://eu.i.posthog.com";
    private static final String PORT = "8084";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final Duration STOP_BOUND = Duration.ofSeconds(25);

    private SinkApplication() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        var key = environment.get("POSTHOG_PROJECT_KEY");
        if (key == null || key.isBlank()) {
            System.err.println(
                    "Nothing is sent to PostHog: POSTHOG_PROJECT_KEY is not set; set it to the project's key.");
            System.exit(1);
            return;
        }
        try {
            run(environment, key.strip());
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Returns when it was told to end. */
    private static void run(Map<String, String> environment, String key) throws InterruptedException {
        var host = URI.create(environment.getOrDefault("POSTHOG_HOST", HOST));
        var reader = new EventReader(KafkaSettings.fromEnvironment(environment));
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var loop = new SinkLoop(reader, new HttpPostHog(host, key), PAUSE, PAUSE_MAX, new SinkMetrics(meters));
        var failure = new AtomicReference<Throwable>();
        try (var _ = server(environment, loop, meters)) {
            var thread = Thread.ofPlatform()
                    .name("event-sink")
                    .uncaughtExceptionHandler((dead, thrown) -> failure.set(thrown))
                    .start(loop);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, thread), "shutdown"));
            thread.join();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            LOG.atError().setCause(thrown).log("Events are no longer read");
            throw new IllegalStateException("The event sink ends because of an error; its log names it.", thrown);
        }
    }

    private static SinkServer server(Map<String, String> environment, SinkLoop loop, PrometheusMeterRegistry meters) {
        var port = environment.getOrDefault("SINK_PORT", PORT);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("SINK_PORT is " + port + "; set it to a number from 0 to 65535.");
        }
        var host = environment.getOrDefault("SINK_HOST", "127.0.0.1");
        return SinkServer.start(host, Integer.parseInt(port), loop::isReady, meters::scrape);
    }

    /** Returns when what was delivered has been noted. */
    private static void stop(SinkLoop loop, Thread thread) {
        loop.close();
        try {
            thread.join(STOP_BOUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
