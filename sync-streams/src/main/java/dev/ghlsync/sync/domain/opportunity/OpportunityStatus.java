package dev.ghlsync.sync.domain.opportunity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Status of an opportunity, ours. */
public enum OpportunityStatus {
    UNKNOWN("opportunity_status_changed"),
    OPEN("opportunity_reopened"),
    WON("opportunity_won"),
    LOST("opportunity_lost"),
    ABANDONED("opportunity_abandoned");

    private final String event;

    OpportunityStatus(String event) {
        this.event = event;
    }

    /** Type of the event that tells of the transition to it. */
    String event() {
        return event;
    }

    /** GHL docs, opportunities.json, status. */
    public static OpportunityStatus of(@Nullable String ghlStatus) {
        return switch (ghlStatus == null ? "" : ghlStatus.toLowerCase(Locale.ROOT)) {
            case "open" -> OPEN;
            case "won" -> WON;
            case "lost" -> LOST;
            case "abandoned" -> ABANDONED;
            default -> UNKNOWN;
        };
    }
}
