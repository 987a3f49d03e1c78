package dev.ghlsync.push.domain;

import java.util.Arrays;
import java.util.Optional;

/** Why a version came to its outcome. The code outlives a deploy: it is a metric tag, a header of dead letters and a field of results. */
public enum Reason {
    WANTS_NOTHING("wants_nothing"),
    ALREADY_AS_WANTED("already_as_wanted"),
    SUPERSEDED_BY_NEWER("superseded_by_newer"),
    CHANGED_IN_GHL("changed_in_ghl"),
    NOT_WRITABLE("not_writable"),
    FIELD_REFUSED("field_refused"),
    SILENTLY_DISCARDED("silently_discarded"),
    OSCILLATING("oscillating"),
    DUPLICATE_CONTACT("duplicate_contact"),
    CONTACT_GONE("contact_gone"),
    SERVER_FAULT("server_fault"),
    REQUEST_TIMEOUT("request_timeout"),
    CONNECTION_FAILED("connection_failed"),
    CONNECTION_LOST("connection_lost"),
    UNREADABLE_ANSWER("unreadable_answer"),
    UNEXPECTED_STATUS("unexpected_status"),
    CONTRADICTION("contradiction"),
    TOKEN_REJECTED("token_rejected"),
    TOKEN_UNREADABLE("token_unreadable"),
    NO_ACCESS_TO_LOCATION("no_access_to_location"),
    FORBIDDEN("forbidden"),
    LOCATION_NOT_CONNECTED("location_not_connected"),
    OUTBOUND_PAUSED("outbound_paused"),
    DAY_EXHAUSTED("day_exhausted"),
    LOCATION_FAILING("location_failing"),
    BACKLOG("backlog"),
    UNKNOWN_KIND("unknown_kind"),
    INVALID_COMMAND("invalid_command"),
    UNDECODABLE("undecodable");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether it keeps back single fields of a contact, while its other fields go on. */
    public boolean holdsFields() {
        return switch (this) {
            case FIELD_REFUSED, SILENTLY_DISCARDED, OSCILLATING, DUPLICATE_CONTACT -> true;
            case WANTS_NOTHING,
                    ALREADY_AS_WANTED,
                    SUPERSEDED_BY_NEWER,
                    CHANGED_IN_GHL,
                    NOT_WRITABLE,
                    CONTACT_GONE,
                    SERVER_FAULT,
                    REQUEST_TIMEOUT,
                    CONNECTION_FAILED,
                    CONNECTION_LOST,
                    UNREADABLE_ANSWER,
                    UNEXPECTED_STATUS,
                    CONTRADICTION,
                    TOKEN_REJECTED,
                    TOKEN_UNREADABLE,
                    NO_ACCESS_TO_LOCATION,
                    FORBIDDEN,
                    LOCATION_NOT_CONNECTED,
                    OUTBOUND_PAUSED,
                    DAY_EXHAUSTED,
                    LOCATION_FAILING,
                    BACKLOG,
                    UNKNOWN_KIND,
                    INVALID_COMMAND,
                    UNDECODABLE -> false;
        };
    }

    /** The reason with this code, or empty for a code of another version of the software. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst();
    }
}
