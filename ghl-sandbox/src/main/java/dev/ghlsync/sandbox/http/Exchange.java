package dev.ghlsync.sandbox.http;

/** What becomes of a request: an answer, or a broken connection. */
public sealed interface Exchange {
    record Answer(Reply reply) implements Exchange {}

    /** The connection ends without an answer. */
    record Hangup() implements Exchange {}

    /** The connection ends in the middle of the answer. */
    record CutShort(Reply reply) implements Exchange {}
}
