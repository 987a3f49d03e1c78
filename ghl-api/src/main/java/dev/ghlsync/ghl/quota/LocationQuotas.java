package dev.ghlsync.ghl.quota;

import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The limits of every location this process talks to. Ask before a request, report its end after; both take the time as an argument. Safe for
 * concurrent use. Holds at most the times of one window's requests per location.
 */
public final class LocationQuotas {
    private final QuotaPolicy policy;
    private final ConcurrentMap<String, LocationQuota> quotas = new ConcurrentHashMap<>();

    public LocationQuotas(QuotaPolicy policy) {
        this.policy = policy;
    }

    /** May a request of this purpose be sent now? After {@link Permit.Granted}, call {@link #ended} or {@link #unsent} exactly once. */
    public Permit ask(String locationId, Purpose purpose, Instant now) {
        LocationQuota quota = quota(locationId, now);
        synchronized (quota) {
            return quota.ask(purpose, now);
        }
    }

    /** A granted request ended like this. */
    public void ended(String locationId, GhlResponse response, Instant now) {
        LocationQuota quota = quota(locationId, now);
        synchronized (quota) {
            switch (response) {
                case GhlResponse.Throttled throttled -> {
                    GhlReply reply = throttled.reply();
                    quota.throttled(reply.rateLimit(), reply.retryAfter(), reply.sentAt(), now);
                }
                case GhlResponse.Answered answered ->
                    quota.answered(answered.reply().rateLimit(), answered.sentAt(), now);
                case GhlResponse.Failure failure -> quota.failed(failure.maybeSent(), now);
            }
        }
    }

    /** A granted request was never sent. */
    public void unsent(String locationId, Instant now) {
        LocationQuota quota = quota(locationId, now);
        synchronized (quota) {
            quota.failed(false, now);
        }
    }

    /** Requests left in the present window and today as far as known, for metrics. */
    public Left left(String locationId, Instant now) {
        LocationQuota quota = quota(locationId, now);
        synchronized (quota) {
            return quota.left(now);
        }
    }

    /** Forgets a location, for example when it was disconnected or moved to another process. */
    public void forget(String locationId) {
        quotas.remove(locationId);
    }

    private LocationQuota quota(String locationId, Instant now) {
        return quotas.computeIfAbsent(locationId, id -> new LocationQuota(policy, now));
    }

    public record Left(long window, long day) {}
}
