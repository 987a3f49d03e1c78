package dev.ghlsync.push.domain;

import org.jspecify.annotations.Nullable;

/** Whether pushes to a location may be attempted at all. */
public final class LocationGate {
    private LocationGate() {}

    /** Why nothing may be sent now; null when it may. */
    public static @Nullable Reason closedBecause(@Nullable LocationState location) {
        if (location == null || !location.connected()) {
            return Reason.LOCATION_NOT_CONNECTED;
        }
        if (location.outboundPaused()) {
            return Reason.OUTBOUND_PAUSED;
        }
        return location.hasToken() ? null : Reason.TOKEN_UNREADABLE;
    }
}
