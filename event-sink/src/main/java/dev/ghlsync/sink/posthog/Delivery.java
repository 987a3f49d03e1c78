package dev.ghlsync.sink.posthog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Events on their way, sent in order until each is accepted. A batch that is refused is halved until the one malformed event is
 * alone; that one is tried a few times more and then given up, so that it holds up no other. Not thread-safe.
 */
public final class Delivery {
    private static final int BATCH = 100;
    private static final int TRIES_ALONE = 5;

    private final Deque<List<Event>> waiting = new ArrayDeque<>();
    private final Duration pause;
    private final Duration pauseMax;
    private int failures;
    private int refusals;
    private int givenUp;

    /**
     * @param pause after a first failure; it doubles up to {@code pauseMax}
     */
    public Delivery(List<Event> events, Duration pause, Duration pauseMax) {
        this.pause = pause;
        this.pauseMax = pauseMax;
        for (int i = 0; i < events.size(); i += BATCH) {
            waiting.add(List.copyOf(events.subList(i, Math.min(events.size(), i + BATCH))));
        }
    }

    public boolean isDone() {
        return waiting.isEmpty();
    }

    /** Events that PostHog never accepted. */
    public int givenUp() {
        return givenUp;
    }

    /** Sends the next batch; returns how long to wait before the next call. */
    public Duration attempt(PostHog postHog) {
        var batch = waiting.remove();
        return switch (postHog.send(batch)) {
            case Reply.Accepted accepted -> {
                failures = 0;
                refusals = 0;
                yield Duration.ZERO;
            }
            case Reply.Later later -> {
                waiting.addFirst(batch);
                yield later.after().compareTo(backoff()) > 0 ? later.after() : next();
            }
            case Reply.Malformed malformed -> refused(batch);
        };
    }

    private Duration refused(List<Event> batch) {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            waiting.addFirst(batch.subList(half, batch.size()));
            waiting.addFirst(batch.subList(0, half));
            return Duration.ZERO;
        }
        if (++refusals < TRIES_ALONE) {
            waiting.addFirst(batch);
            return next();
        }
        refusals = 0;
        givenUp++;
        return Duration.ZERO;
    }

    private Duration next() {
        var wait = backoff();
        failures++;
        return wait;
    }

    private Duration backoff() {
        var wait = pause.multipliedBy(1L << Math.min(failures, 10));
        return wait.compareTo(pauseMax) > 0 ? pauseMax : wait;
    }
}
