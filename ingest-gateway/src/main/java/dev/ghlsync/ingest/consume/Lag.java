package dev.ghlsync.ingest.consume;

/**
 * How far sync-streams is with a topic.
 *
 * @param folded a number that grows with every record it has folded
 * @param behind records it has not folded yet
 */
public record Lag(long folded, long behind) {}
