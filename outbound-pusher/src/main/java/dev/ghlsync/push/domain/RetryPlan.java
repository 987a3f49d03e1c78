package dev.ghlsync.push.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows an attempt: five retries, then a dead letter.
 *
 * @param scale of all waiting times
 */
public record RetryPlan(TimeScale scale) {
    /** The first failure waits in the first, and so on. */
    private static final List<Tier> TIERS = List.of(
            Tier.AFTER_1_MINUTE, Tier.AFTER_5_MINUTES, Tier.AFTER_15_MINUTES, Tier.AFTER_1_HOUR, Tier.AFTER_6_HOURS);

    /** How soon after a create that may have taken effect a search shows it. */
    private static final Duration SEARCH_DELAY = Duration.ofMinutes(1);

    /** Long enough for the next poll to say whose the contact is. */
    private static final Duration ABANDONED_PAUSE = Duration.ofMillis(200);

    /**
     * @param attempt of the version, at least 1
     * @param refreshable whether the location's token can be refreshed
     */
    public Disposition next(AttemptOutcome outcome, int attempt, boolean refreshable, Instant now) {
        return switch (outcome) {
            case AttemptOutcome.Settled settled -> new Disposition.Settle(settled.settlement());
            case AttemptOutcome.Failed failed -> afterFailure(failed, attempt, now);
            case AttemptOutcome.Parked parked -> afterParking(parked, refreshable);
            case AttemptOutcome.Deferred deferred ->
                new Disposition.RunLater(deferred.until(), deferred.scope(), deferred.carry());
            case AttemptOutcome.Abandoned ignored ->
                new Disposition.RunLater(now.plus(ABANDONED_PAUSE), AttemptOutcome.Scope.CONTACT, Carry.CAREFUL);
            case AttemptOutcome.Impossible impossible -> new Disposition.DeadLetter(impossible.reason(), null);
        };
    }

    /** When a search shows what a create may have done just now. */
    public Instant searchableFrom(Instant createdAt) {
        return createdAt.plus(scale.of(SEARCH_DELAY));
    }

    private Disposition afterFailure(AttemptOutcome.Failed failed, int attempt, Instant now) {
        @Nullable Integer status = failed.httpStatus();
        if (attempt > TIERS.size()) {
            return new Disposition.DeadLetter(failed.reason(), status);
        }
        Tier tier = TIERS.get(Math.max(1, attempt) - 1);
        return new Disposition.Retry(tier, now.plus(scale.of(tier.delay())), failed.reason(), status);
    }

    private static Disposition afterParking(AttemptOutcome.Parked parked, boolean refreshable) {
        Settlement settlement = Settlement.without(Settlement.Outcome.PARKED, parked.reason(), parked.httpStatus());
        return parked.reason() == Reason.TOKEN_REJECTED && refreshable
                ? new Disposition.ParkForToken(settlement)
                : new Disposition.Settle(settlement);
    }
}
