package dev.ghlsync.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;

/** What becomes of a request: an answer, or a broken connection. */
public sealed interface Exchange {
    record Answer(Reply reply) implements Exchange {}

    /** An answer of any length that is written while it is made; a failure on the way breaks the connection. */
    record Streamed(int status, String contentType, Body body) implements Exchange {}

    /** The connection ends without an answer. */
    record Hangup() implements Exchange {}

    /** The connection ends in the middle of the answer. */
    record CutShort(Reply reply) implements Exchange {}

    /** Writes an answer's bytes; flushing is not needed. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
