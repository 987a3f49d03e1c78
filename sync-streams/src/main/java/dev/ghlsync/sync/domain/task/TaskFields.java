package dev.ghlsync.sync.domain.task;

/** Names of the fields of a task, as in its public record. */
public final class TaskFields {
    public static final String TITLE = "title";
    public static final String BODY = "body";
    public static final String ASSIGNED_TO = "assignedTo";
    public static final String DUE_AT = "dueAt";
    /** {@code true} or {@code false}. */
    public static final String COMPLETED = "completed";

    public static final String DATE_ADDED = "ghlDateAdded";

    private TaskFields() {}
}
