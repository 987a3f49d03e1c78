package dev.ghlsync.sandbox.webhooks;

import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.time.Duration;

/**
 * HighLevel's check every three days: when more than the set number of tries were made since the last check and fewer than nine in ten
 * went well, the first such check warns and the next one pauses delivery. Thread-safe.
 */
final class Breaker {
    private static final Duration PERIOD = Duration.ofDays(3);
    private static final int GOOD_PERCENT = 90;

    private final SandboxClock clock;
    private final Live<WebhookSettings> settings;
    private long tries;
    private long good;
    private int flags;

    Breaker(SandboxClock clock, Live<WebhookSettings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    void start() {
        clock.after(PERIOD, this::check);
    }

    synchronized void tried(boolean success) {
        tries++;
        good += success ? 1 : 0;
    }

    /** 0 all is well, 1 warned, 2 paused. */
    synchronized int flags() {
        return flags;
    }

    private void check() {
        boolean pause;
        synchronized (this) {
            int threshold = settings.get().breakerEvents();
            boolean bad = threshold > 0 && tries > threshold && good * 100 < tries * GOOD_PERCENT;
            flags = bad ? Math.min(2, flags + 1) : 0;
            tries = 0;
            good = 0;
            pause = flags == 2;
        }
        if (pause) {
            settings.merge(Json.object().put("paused", true));
        }
        start();
    }
}
