package dev.ghlsync.ingest.ops;

import dev.ghlsync.ingest.domain.ObjectKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/** Metrics of what the owner reads from GoHighLevel. */
public final class ReadMetrics {
    private static final String FETCHES = "ghlsync.fetch.requests";
    private static final String OWNED = "ghlsync.owned.partitions";
    private static final String READS = "ghlsync.ghl.reads";

    private final MeterRegistry registry;

    public ReadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What became of a fetch request. */
    public enum FetchOutcome {
        READ,
        DUPLICATE,
        NOT_CONNECTED,
        /** More objects of the location wait than are kept; the next reconcile reads them. */
        TOO_MANY,
        /** HighLevel gave no usable answer; kept on sync.dlq. */
        DEAD
    }

    /** How one request to GoHighLevel ended. */
    public enum ReadOutcome {
        OK,
        REFUSED,
        THROTTLED,
        SERVER_FAULT,
        NO_ANSWER
    }

    public void fetch(ObjectKind kind, FetchOutcome outcome) {
        registry.counter(FETCHES, "kind", lower(kind), "outcome", lower(outcome))
                .increment();
    }

    /** A request of a kind this version does not know. */
    public void unknownRequest() {
        registry.counter(FETCHES, "kind", "unknown", "outcome", "not_supported").increment();
    }

    public void read(ReadOutcome outcome) {
        registry.counter(READS, "outcome", lower(outcome)).increment();
    }

    /** Shows how many partitions this process owns. */
    public void showOwned(Supplier<Number> partitions) {
        Gauge.builder(OWNED, partitions)
                .description("Partitions of locations that this process owns.")
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
