package dev.ghlsync.ghl.quota;

/** What a request is for; decides how much of the limits it may use. */
public enum Purpose {
    /** Writing to HighLevel: may use everything. */
    PUSH,
    /** Reading (hydrate, reconcile, backfill, audit): stops at the reserve kept for pushes. */
    READ
}
