package dev.ghlsync.ingest.publish;

import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.schemas.Topic;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that records are not acknowledged, at most once every few seconds: while the broker is away every record is one. Safe for concurrent use.
 */
final class DoubtLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong next;
    private final AtomicLong unsaid = new AtomicLong();

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    DoubtLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    void add(Topic<?> topic, Doubt doubt, Throwable cause) {
        long count = unsaid.incrementAndGet();
        long now = nanoTime.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + EVERY_NANOS)) {
            unsaid.addAndGet(-count);
            LOG.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("doubt", doubt.tag())
                    .addKeyValue("cause", cause.getClass().getName())
                    .addKeyValue("records", count)
                    .log("Records are not known to be stored.");
        }
    }
}
