package dev.ghlsync.ingest.domain;

import java.util.Locale;

/** Kinds of objects that are read from HighLevel. */
public enum ObjectKind {
    CONTACT,
    OPPORTUNITY,
    APPOINTMENT,
    TASK,
    TAG,
    CUSTOM_FIELD,
    PIPELINE,
    CALENDAR;

    /** Name in counts and metrics. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
