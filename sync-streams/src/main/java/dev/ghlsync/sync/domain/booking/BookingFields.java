package dev.ghlsync.sync.domain.booking;

/** Names of the fields of a booking, as in its public record. */
public final class BookingFields {
    public static final String STATUS = "ghlStatus";
    public static final String TITLE = "title";
    public static final String NOTES = "notes";
    public static final String ADDRESS = "address";
    public static final String SOURCE = "source";
    public static final String CALENDAR_ID = "calendarId";
    public static final String GROUP_ID = "groupId";
    public static final String ASSIGNED_USER_ID = "assignedUserId";
    /** User ids, one a line. */
    public static final String USERS = "users";

    public static final String STARTS_AT = "startsAt";
    public static final String ENDS_AT = "endsAt";
    public static final String UTC_OFFSET_MINUTES = "utcOffsetMinutes";
    public static final String DATE_ADDED = "ghlDateAdded";
    public static final String DATE_UPDATED = "ghlDateUpdated";

    private BookingFields() {}
}
