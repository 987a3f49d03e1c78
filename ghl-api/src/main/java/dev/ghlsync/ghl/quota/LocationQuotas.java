package dev.ghlsync.ghl.quota;

import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.quota.QuotaState.Asked;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The limits of every location this process talks to. Ask before a request, report its end after; both take the time as an argument. Safe for
 * concurrent use; holds a few dozen bytes per location.
 */
public final class LocationQuotas {
    private final QuotaPolicy policy;
    private final ConcurrentMap<String, QuotaState> states = new ConcurrentHashMap<>();

    public LocationQuotas(QuotaPolicy policy) {
        this.policy = policy;
    }

    /** May a request of this purpose be sent now? After {@link Permit.Granted}, call {@link #ended} exactly once. */
    public Permit ask(String locationId, Purpose purpose, Instant now) {
        Permit[] permit = new Permit[1];
        states.compute(locationId, (id, known) -> {
            QuotaState state = known != null ? known : QuotaState.unknown(policy, now);
            Asked asked = state.ask(purpose, policy, now);
            permit[0] = asked.permit();
            return asked.next();
        });
        return permit[0];
    }

    /** A granted request ended like this. */
    public void ended(String locationId, GhlResponse response, Instant now) {
        states.compute(locationId, (id, known) -> {
            QuotaState state = known != null ? known : QuotaState.unknown(policy, now);
            return switch (response) {
                case GhlResponse.Throttled(var reply, var ignored) ->
                    state.throttled(reply.rateLimit(), reply.retryAfter(), now);
                case GhlResponse.Answered answered ->
                    state.answered(answered.reply().rateLimit(), now);
                case GhlResponse.Failure failure -> state.failed(failure.maybeSent(), now);
            };
        });
    }

    /** Requests left in the present window and today as far as known, for metrics; the assumed limits for an unknown location. */
    public Left left(String locationId, Instant now) {
        QuotaState state = states.getOrDefault(locationId, QuotaState.unknown(policy, now));
        return new Left(state.windowLeft(), state.day().left());
    }

    /** Forgets a location, for example when it was disconnected or moved to another process. */
    public void forget(String locationId) {
        states.remove(locationId);
    }

    public record Left(long window, long day) {}
}
