package dev.ghlsync.sink;

import dev.ghlsync.sink.avro.EventReader;
import dev.ghlsync.sink.ops.SinkMetrics;
import dev.ghlsync.sink.posthog.Delivery;
import dev.ghlsync.sink.posthog.PostHog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a batch, sends it until it is accepted, notes it as delivered. It has its own consumer group: however long PostHog is away,
 * nothing but this loop waits, and after a crash the batch is sent again with the same uuids.
 */
public final class SinkLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final EventReader reader;
    private final PostHog postHog;
    private final Duration pause;
    private final Duration pauseMax;
    private final SinkMetrics metrics;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param pause after a first failure; it doubles up to {@code pauseMax} */
    public SinkLoop(EventReader reader, PostHog postHog, Duration pause, Duration pauseMax, SinkMetrics metrics) {
        this.reader = reader;
        this.postHog = postHog;
        this.pause = pause;
        this.pauseMax = pauseMax;
        this.metrics = metrics;
    }

    /** Whether it reads events; PostHog may be away meanwhile. */
    public boolean isReady() {
        return ready.get();
    }

    @Override
    public void run() {
        while (!stopping.get()) {
            var events = reader.next(POLL);
            ready.set(reader.isMember());
            var delivery = new Delivery(events, pause, pauseMax);
            while (!delivery.isDone() && !stopping.get()) {
                var wait = delivery.attempt(postHog);
                if (wait.isPositive()) {
                    metrics.waited();
                }
                reader.keepAlive(wait);
            }
            if (delivery.isDone() && !events.isEmpty()) {
                reader.delivered();
                metrics.delivered(events.size(), delivery.givenUp());
                if (delivery.givenUp() > 0) {
                    LOG.atWarn()
                            .addKeyValue("events", delivery.givenUp())
                            .log("PostHog refused events as malformed; they are left out.");
                }
            }
        }
        reader.close();
    }

    /** Ends the loop after the request on its way; what was not delivered is read again next time. */
    @Override
    public void close() {
        stopping.set(true);
        reader.wakeup();
    }
}
