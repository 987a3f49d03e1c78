package dev.ghlsync.push.ops;

import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.outbox.RetryTopics;
import dev.ghlsync.push.retry.RetryTimers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What is there now, measured. Tagged by location, whose ids are no personal data. */
public final class PushGauges {
    /** Seconds since the oldest command without outcome was written, by location; 0 when there is none. */
    public static final String OLDEST = "ghlsync.push.oldest.undelivered";
    /** Requests left in the window or day, by location. */
    public static final String QUOTA_LEFT = "ghlsync.push.quota.left";
    /** Records that wait in a retry topic, in the partitions of this process. */
    public static final String WAITING = "ghlsync.push.retry.waiting";
    /** Attempts running now. */
    public static final String RUNNING = "ghlsync.push.running";
    /** Commands running or waiting for their turn. */
    public static final String BUFFERED = "ghlsync.push.buffered";

    /** 1 for a location whose pushes wait because more than half of them failed. */
    public static final String BREAKER = "ghlsync.push.breaker.open";
    /** Dead letters that are not resolved. */
    public static final String LETTERS = "ghlsync.dlq.entries";

    private static final String LOCATION = "location";

    private final MultiGauge oldest;
    private final MultiGauge quotaLeft;
    private final ContactLanes lanes;
    private final LocationQuotas quotas;
    private final Supplier<Set<String>> locations;
    private final Supplier<Set<String>> failing;
    private final Supplier<Map<Queue, Integer>> letters;
    private final MultiGauge open;
    private final MultiGauge deadLetters;
    private final InstantSource clock;

    public PushGauges(
            MeterRegistry meters,
            ContactLanes lanes,
            LocationQuotas quotas,
            RetryTimers timers,
            Supplier<Set<String>> locations,
            Supplier<Set<String>> failing,
            Supplier<Map<Queue, Integer>> letters,
            InstantSource clock) {
        this.lanes = lanes;
        this.quotas = quotas;
        this.locations = locations;
        this.failing = failing;
        this.letters = letters;
        this.open = MultiGauge.builder(BREAKER).register(meters);
        this.deadLetters = MultiGauge.builder(LETTERS).register(meters);
        this.clock = clock;
        this.oldest = MultiGauge.builder(OLDEST).baseUnit("seconds").register(meters);
        this.quotaLeft = MultiGauge.builder(QUOTA_LEFT).register(meters);
        Gauge.builder(RUNNING, lanes, ContactLanes::running).register(meters);
        Gauge.builder(BUFFERED, lanes, ContactLanes::buffered).register(meters);
        for (String topic : RetryTopics.names()) {
            Gauge.builder(WAITING, timers, t -> t.waiting(topic))
                    .tag("topic", topic)
                    .register(meters);
        }
    }

    /** Measures what has changing tags; call before each scrape. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        Map<String, Instant> oldestWritten = lanes.oldestByLocation();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        List<MultiGauge.Row<?>> left = new ArrayList<>();
        for (String location : locations.get()) {
            Instant written = oldestWritten.getOrDefault(location, now);
            ages.add(MultiGauge.Row.of(
                    Tags.of(LOCATION, location), Duration.between(written, now).toMillis() / 1000.0));
            LocationQuotas.Left quota = quotas.left(location, now);
            left.add(MultiGauge.Row.of(Tags.of(LOCATION, location, "span", "window"), quota.window()));
            left.add(MultiGauge.Row.of(Tags.of(LOCATION, location, "span", "day"), quota.day()));
        }
        Set<String> broken = failing.get();
        open.register(
                locations.get().stream()
                        .map(location ->
                                MultiGauge.Row.of(Tags.of(LOCATION, location), broken.contains(location) ? 1 : 0))
                        .toList(),
                true);
        Map<Queue, Integer> sizes = letters.get();
        deadLetters.register(
                Arrays.stream(Queue.values())
                        .map(queue -> MultiGauge.Row.of(Tags.of("queue", queue.code()), sizes.getOrDefault(queue, 0)))
                        .toList(),
                true);
        oldest.register(ages, true);
        quotaLeft.register(left, true);
    }
}
