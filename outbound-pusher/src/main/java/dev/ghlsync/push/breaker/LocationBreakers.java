package dev.ghlsync.push.breaker;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.TimeScale;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Opens for a location when more than half of its last attempts failed; lets a few through now and then, and closes when they succeed. Safe for
 * concurrent use.
 */
public final class LocationBreakers {
    private static final int WINDOW = 20;
    private static final int LEAST = 10;
    private static final float MORE_THAN_HALF = 50.1f;
    private static final int PROBES = 3;
    private static final Duration CLOSED_FOR = Duration.ofSeconds(30);

    private final ConcurrentMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final CircuitBreakerConfig config;
    private final InstantSource clock;
    private final Duration wait;
    private final Listener listener;

    /** Told once when a location begins to fail and once when it works again. */
    public interface Listener {
        void failing(String locationId);

        void recovered(String locationId);
    }

    /** @param scale of the time until a few attempts are let through */
    public LocationBreakers(TimeScale scale, InstantSource clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.wait = scale.of(CLOSED_FOR);
        this.config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST)
                .failureRateThreshold(MORE_THAN_HALF)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .waitDurationInOpenState(wait)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build();
    }

    /** Whether an attempt may be made now; if so, {@link #ended} must follow. */
    public boolean permits(String locationId) {
        return of(locationId).tryAcquirePermission();
    }

    /** The attempt that was permitted ended like this. */
    public void ended(String locationId, AttemptOutcome outcome) {
        CircuitBreaker breaker = of(locationId);
        switch (outcome) {
            case AttemptOutcome.Failed failed ->
                breaker.onError(
                        0,
                        breaker.getTimestampUnit(),
                        new FailedAttemptException(failed.reason().code()));
            case AttemptOutcome.Settled ignored -> breaker.onSuccess(0, breaker.getTimestampUnit());
            // These say nothing of whether GoHighLevel works.
            case AttemptOutcome.Parked ignored -> breaker.releasePermission();
            case AttemptOutcome.Deferred ignored -> breaker.releasePermission();
            case AttemptOutcome.Abandoned ignored -> breaker.releasePermission();
            case AttemptOutcome.Impossible ignored -> breaker.releasePermission();
        }
    }

    /** When it is worth asking again after a refusal. */
    public Instant tryAgainAt() {
        return clock.instant().plus(wait);
    }

    /** The locations that fail at the moment. */
    public Set<String> failing() {
        return breakers.entrySet().stream()
                .filter(each -> each.getValue().getState() != State.CLOSED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private CircuitBreaker of(String locationId) {
        return breakers.computeIfAbsent(locationId, id -> {
            CircuitBreaker breaker = CircuitBreaker.of(id, config);
            breaker.getEventPublisher().onStateTransition(event -> {
                State from = event.getStateTransition().getFromState();
                State to = event.getStateTransition().getToState();
                if (from == State.CLOSED && to == State.OPEN) {
                    listener.failing(id);
                } else if (to == State.CLOSED) {
                    listener.recovered(id);
                }
            });
            return breaker;
        });
    }

    /** What the breaker is told; it is never thrown. */
    private static final class FailedAttemptException extends Exception {
        private static final long serialVersionUID = 1L;

        private FailedAttemptException(String reason) {
            super(reason, null, false, false);
        }
    }
}
