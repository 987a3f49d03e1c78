package dev.ghlsync.sync.ops;

import dev.ghlsync.sync.step.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** {@code ghlsync.streams.inputs} by kind and outcome. Thread-safe. */
public final class InputCounters implements Tally {
    static final String INPUTS = "ghlsync.streams.inputs";

    private final Map<Kind, Map<Outcome, Counter>> counters = new EnumMap<>(Kind.class);

    /** Registers every combination, so that a rate over one starts at 0. */
    public InputCounters(MeterRegistry registry) {
        for (var kind : Kind.values()) {
            var byOutcome = new EnumMap<Outcome, Counter>(Outcome.class);
            for (var outcome : Outcome.values()) {
                byOutcome.put(
                        outcome,
                        Counter.builder(INPUTS)
                                .description("Records the topology took in, by what became of them.")
                                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .register(registry));
            }
            counters.put(kind, byOutcome);
        }
    }

    @Override
    public void count(Kind kind, Outcome outcome) {
        counters.get(kind).get(outcome).increment();
    }
}
