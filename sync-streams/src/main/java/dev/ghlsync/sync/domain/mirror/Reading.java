package dev.ghlsync.sync.domain.mirror;

/** Why a read by id is wanted; the code is used on the topic. */
public enum Reading {
    CONTRADICTION("contradiction"),
    NOT_STATED("not_stated"),
    DELETED_THEN_SEEN("deleted_then_seen"),
    TASK_WITHOUT_CONTACT("task_without_contact"),
    CHANGE_TIMES("change_times"),
    AMBIGUOUS_TYPE("ambiguous_type");

    private final String code;

    Reading(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
