package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final RetryPlan REAL = new RetryPlan(TimeScale.REAL);
    private static final AttemptOutcome FAILED = new AttemptOutcome.Failed(Reason.SERVER_FAULT, 503);

    @ParameterizedTest
    @CsvSource({
        "1, AFTER_1_MINUTE, 60",
        "2, AFTER_5_MINUTES, 300",
        "3, AFTER_15_MINUTES, 900",
        "4, AFTER_1_HOUR, 3600",
        "5, AFTER_6_HOURS, 21600"
    })
    void aFailureWaitsInTheTierOfItsAttempt(int attempt, Tier tier, long seconds) {
        // When
        Disposition next = REAL.next(FAILED, attempt, true, NOW);

        // Then
        assertThat(next).isEqualTo(new Disposition.Retry(tier, NOW.plusSeconds(seconds), Reason.SERVER_FAULT, 503));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 100})
    void theSixthFailureIsADeadLetter(int attempt) {
        // When
        Disposition next = REAL.next(FAILED, attempt, true, NOW);

        // Then
        assertThat(next).isEqualTo(new Disposition.DeadLetter(Reason.SERVER_FAULT, 503));
    }

    @Test
    void aRejectedTokenIsRefreshedOnlyWhereThatIsPossible() {
        // Given
        AttemptOutcome rejected = new AttemptOutcome.Parked(Reason.TOKEN_REJECTED, 401);

        // When
        Disposition oauth = REAL.next(rejected, 1, true, NOW);
        Disposition privateToken = REAL.next(rejected, 1, false, NOW);

        // Then
        Settlement parked = Settlement.without(Settlement.Outcome.PARKED, Reason.TOKEN_REJECTED, 401);
        assertThat(oauth).isEqualTo(new Disposition.ParkForToken(parked));
        assertThat(privateToken).isEqualTo(new Disposition.Settle(parked));
    }

    @Test
    void scaledWaitsKeepTheirRatio() {
        // Given
        RetryPlan scaled = new RetryPlan(new TimeScale(0.001));

        // When
        Disposition next = scaled.next(FAILED, 2, true, NOW);

        // Then
        assertThat(next)
                .isEqualTo(new Disposition.Retry(
                        Tier.AFTER_5_MINUTES, NOW.plus(Duration.ofMillis(300)), Reason.SERVER_FAULT, 503));
        assertThat(scaled.searchableFrom(NOW)).isEqualTo(NOW.plusMillis(60));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
    void aScaleThatIsNoneIsRefused(double factor) {
        // When
        var thrown = assertThatThrownBy(() -> new TimeScale(factor));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PUSH_RETRY_SCALE");
    }
}
