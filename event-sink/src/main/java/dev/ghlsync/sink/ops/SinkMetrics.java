package dev.ghlsync.sink.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of events, counted. Thread-safe. */
public final class SinkMetrics {
    private static final String EVENTS = "ghlsync.sink.events";
    private static final String WAITS = "ghlsync.sink.waits";

    private final Counter accepted;
    private final Counter leftOut;
    private final Counter waits;

    public SinkMetrics(MeterRegistry registry) {
        accepted = registry.counter(EVENTS, "outcome", "accepted");
        leftOut = registry.counter(EVENTS, "outcome", "left_out");
        waits = registry.counter(WAITS);
    }

    /** @param refused how many of them PostHog never takes */
    public void delivered(int events, int refused) {
        accepted.increment(events - refused);
        leftOut.increment(refused);
    }

    /** PostHog did not take a request; it is sent again later. */
    public void waited() {
        waits.increment();
    }
}
