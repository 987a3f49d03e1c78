package dev.ghlsync.sync.query;

/**
 * A page that is asked for.
 *
 * @param limit most objects on it
 * @param after id of the last object already seen, empty to begin
 */
record Paging(int limit, String after) {}
