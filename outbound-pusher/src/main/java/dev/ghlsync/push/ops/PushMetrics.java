package dev.ghlsync.push.ops;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Tier;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, counted. Tags come from enums, so their number is bounded. */
public final class PushMetrics {
    /** Attempts by how they ended. */
    public static final String ATTEMPTS = "ghlsync.push.attempts";
    /** Versions by their result and reason. */
    public static final String SETTLED = "ghlsync.push.settled";
    /** Versions sent to a waiting room. */
    public static final String RETRIED = "ghlsync.push.retried";

    /** Writes that ended so late that they may have undone newer ones of another process. */
    public static final String SENT_LATE = "ghlsync.push.sent.late";

    private static final String OUTCOME = "outcome";
    private static final String REASON = "reason";

    private final MeterRegistry meters;

    public PushMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    public void attempted(AttemptOutcome outcome) {
        switch (outcome) {
            case AttemptOutcome.Settled settled ->
                attempt(
                        settled.settlement().outcome().name(),
                        settled.settlement().reason());
            case AttemptOutcome.Failed failed -> attempt("FAILED", failed.reason());
            case AttemptOutcome.Parked parked -> attempt("PARKED", parked.reason());
            case AttemptOutcome.Deferred ignored -> attempt("DEFERRED", null);
            case AttemptOutcome.Abandoned ignored -> attempt("ABANDONED", null);
            case AttemptOutcome.Impossible impossible -> attempt("IMPOSSIBLE", impossible.reason());
        }
    }

    public void settled(Settlement settlement) {
        meters.counter(SETTLED, OUTCOME, lower(settlement.outcome().name()), REASON, code(settlement.reason()))
                .increment();
    }

    public void sentLate() {
        meters.counter(SENT_LATE).increment();
    }

    public void retried(Tier tier) {
        meters.counter(RETRIED, "tier", lower(tier.name())).increment();
    }

    private void attempt(String outcome, @Nullable Reason reason) {
        meters.counter(ATTEMPTS, OUTCOME, lower(outcome), REASON, code(reason)).increment();
    }

    private static String code(@Nullable Reason reason) {
        return reason == null ? "none" : reason.code();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
