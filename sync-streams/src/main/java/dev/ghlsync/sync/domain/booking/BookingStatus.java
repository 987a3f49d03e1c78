package dev.ghlsync.sync.domain.booking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Status of a booking, ours. */
public enum BookingStatus {
    SCHEDULED("booking_scheduled"),
    CONFIRMED("booking_confirmed"),
    SHOWED("booking_showed"),
    NO_SHOW("booking_no_show"),
    CANCELED("booking_canceled"),
    INVALID("booking_invalid");

    private final String event;

    BookingStatus(String event) {
        this.event = event;
    }

    /** Type of the event that tells of the transition to it. */
    String event() {
        return event;
    }

    /** Whether the appointment is still to take place. */
    boolean isAhead() {
        return this == SCHEDULED || this == CONFIRMED;
    }

    /** An appointment whose status we do not know is booked all the same. GHL docs, calendars.json, appointmentStatus. */
    public static BookingStatus of(@Nullable String ghlStatus) {
        return switch (ghlStatus == null ? "" : ghlStatus.toLowerCase(Locale.ROOT)) {
            case "confirmed" -> CONFIRMED;
            case "cancelled", "canceled" -> CANCELED;
            case "showed", "completed" -> SHOWED;
            case "noshow", "no_show", "no-show" -> NO_SHOW;
            case "invalid" -> INVALID;
            default -> SCHEDULED;
        };
    }
}
