package dev.ghlsync.ingest.audit;

/**
 * How to audit.
 *
 * @param repair whether what differs is given to the sync again
 * @param deep whether every contact is read by id, also where the search shows no difference: it leaves out names, time zone, website and more
 * @param who for the audit trail
 */
public record AuditOrder(boolean repair, boolean deep, String who) {}
