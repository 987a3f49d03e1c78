package dev.ghlsync.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Follows an initial sync as a progress bar: objects, rate, time left, and the step it is in. */
final class SyncProgress {
    private static final int BAR_CHARS = 100;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final JsonApi api;
    private final String path;
    private final PrintStream err;

    /** @param path of the connection at the gateway */
    SyncProgress(JsonApi api, String path, PrintStream err) {
        this.api = api;
        this.path = path;
        this.err = err;
    }

    /** Returns the connection once its initial sync is complete, or it works no more. */
    JsonNode toTheEnd() throws InterruptedException {
        var never = new CountDownLatch(1);
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("initial sync")
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(0)
                .showSpeed()
                .setConsumer(consumer())
                .build()) {
            JsonNode shown;
            do {
                shown = api.get(path).require("the progress of the initial sync");
                JsonNode sync = shown.path("initialSync");
                // Every contact is read twice: by search, and by id.
                bar.maxHint(2 * sync.path("expected").asLong());
                bar.stepTo(
                        sync.path("contacts").asLong() + sync.path("hydrated").asLong());
                bar.setExtraMessage(" " + sync.path("step").asText().toLowerCase(Locale.ROOT));
            } while (goesOn(shown) && !never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
            return shown;
        }
    }

    private static boolean goesOn(JsonNode connection) {
        return connection.path("status").asText().equals("CONNECTED")
                && !connection.path("initialSync").path("status").asText().equals("COMPLETED");
    }

    /** Redrawing in place makes sense on a terminal only. There may be no console at all: JDK 25 gives null then. */
    private ProgressBarConsumer consumer() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<ProgressBarConsumer>map(terminal -> new ConsoleProgressBarConsumer(err, BAR_CHARS))
                .orElseGet(() -> new DelegatingProgressBarConsumer(line -> {}, BAR_CHARS));
    }
}
