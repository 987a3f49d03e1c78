package dev.ghlsync.push.destination;

import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.Permit;
import dev.ghlsync.ghl.quota.Purpose;
import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import java.time.Instant;
import java.time.InstantSource;

/** Asks before each request whether the location's limits allow it, and learns from each response what is left. */
public final class QuotaDestination implements Destination {
    private final HttpDestination http;
    private final LocationQuotas quotas;
    private final InstantSource clock;

    public QuotaDestination(HttpDestination http, LocationQuotas quotas, InstantSource clock) {
        this.http = http;
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public Answer send(Access access, ContactCall call) {
        return switch (quotas.ask(access.locationId(), Purpose.PUSH, clock.instant())) {
            case Permit.WindowUsed(Instant until) -> new Answer.WindowExhausted(until);
            case Permit.DayUsed(Instant until) -> new Answer.DayExhausted(until);
            case Permit.Granted ignored -> granted(access, call);
        };
    }

    private Answer granted(Access access, ContactCall call) {
        GhlResponse response;
        try {
            response = http.exchange(access, call);
        } catch (RuntimeException e) {
            // A value that no request can carry.
            quotas.unsent(access.locationId(), clock.instant());
            throw e;
        }
        quotas.ended(access.locationId(), response, clock.instant());
        return http.answer(response, call);
    }
}
