package dev.ghlsync.ingest.ops;

import dev.ghlsync.ingest.publish.InFlight;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.webhook.KnownEvents;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Metrics of the webhook route. Tag values come from bounded sets only. */
public final class WebhookMetrics {
    private static final String WEBHOOKS = "ghlsync.webhooks";
    private static final String THROTTLED = "ghlsync.webhooks.throttled";
    private static final String ACK = "ghlsync.webhook.ack";
    private static final String IN_FLIGHT_RECORDS = "ghlsync.publish.inflight.records";
    private static final String IN_FLIGHT_BYTES = "ghlsync.publish.inflight.bytes";

    private final MeterRegistry registry;
    private final Timer ack;

    public WebhookMetrics(MeterRegistry registry, InFlight inFlight) {
        this.registry = registry;
        this.ack = Timer.builder(ACK)
                .description("From the admission of a webhook to the broker's acknowledgement.")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        Gauge.builder(IN_FLIGHT_RECORDS, inFlight, InFlight::records)
                .description("Records waiting for the broker.")
                .register(registry);
        Gauge.builder(IN_FLIGHT_BYTES, inFlight, InFlight::bytes)
                .description("Bytes waiting for the broker.")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Counts one answered request. {@code type} may be any text: unknown types count as {@code other}, an empty one as {@code none}. */
    public void answered(WebhookOutcome outcome, String type) {
        registry.counter(WEBHOOKS, "outcome", outcome.tag(), "type", KnownEvents.tag(type))
                .increment();
    }

    public void acknowledged(Duration took) {
        ack.record(took);
    }

    /** Counts why a 429 was given. */
    public void doubtful(Doubt doubt) {
        registry.counter(THROTTLED, "doubt", doubt.tag()).increment();
    }
}
