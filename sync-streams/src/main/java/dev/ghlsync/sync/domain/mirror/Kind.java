package dev.ghlsync.sync.domain.mirror;

/** Kind of object that is followed. */
public enum Kind {
    BOOKING,
    OPPORTUNITY,
    TASK,
    TAG,
    CUSTOM_FIELD,
    PIPELINE,
    CALENDAR;

    /** Whether it gives ids a name, rather than being of a contact. */
    public boolean isDefinition() {
        return switch (this) {
            case BOOKING, OPPORTUNITY, TASK -> false;
            case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> true;
        };
    }
}
