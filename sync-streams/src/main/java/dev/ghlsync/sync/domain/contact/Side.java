package dev.ghlsync.sync.domain.contact;

/** Side of the sync whose value or change something is. */
public enum Side {
    GHL,
    CRM,
    OPERATOR
}
