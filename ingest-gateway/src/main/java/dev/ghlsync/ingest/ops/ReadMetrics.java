package dev.ghlsync.ingest.ops;

import dev.ghlsync.ingest.domain.Fetch;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Metrics of what the owner reads from GoHighLevel. */
public final class ReadMetrics {
    private static final String FETCHES = "ghlsync.fetch.requests";
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
        NOT_SUPPORTED
    }

    /** How one request to GoHighLevel ended. */
    public enum ReadOutcome {
        OK,
        REFUSED,
        THROTTLED,
        SERVER_FAULT,
        NO_ANSWER
    }

    public void fetch(Fetch.Kind kind, FetchOutcome outcome) {
        registry.counter(FETCHES, "kind", lower(kind), "outcome", lower(outcome))
                .increment();
    }

    public void read(ReadOutcome outcome) {
        registry.counter(READS, "outcome", lower(outcome)).increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
