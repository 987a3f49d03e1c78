package dev.ghlsync.sink;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.sink.avro.EventReader;
import dev.ghlsync.sink.posthog.HttpPostHog;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends {@code sync.events} to PostHog. Off unless POSTHOG_PROJECT_KEY is set. */
public final class SinkApplication {
    private static final String HOST = "https://eu.i.posthog.com";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

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
        var host = URI.create(environment.getOrDefault("POSTHOG_HOST", HOST));
        var reader = new EventReader(KafkaSettings.fromEnvironment(environment));
        var loop = new SinkLoop(reader, new HttpPostHog(host, key.strip()), PAUSE, PAUSE_MAX);
        var thread = Thread.ofPlatform().name("event-sink").start(loop);
        Runtime.getRuntime().addShutdownHook(new Thread(loop::close, "shutdown"));
        thread.join();
    }
}
