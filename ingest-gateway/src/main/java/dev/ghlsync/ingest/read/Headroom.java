package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.ops.Stop;
import java.util.function.BooleanSupplier;

/** Room for what runs write, so that live webhooks never wait long behind it. Safe for concurrent use. */
@FunctionalInterface
public interface Headroom {
    /** Nothing is held back. */
    Headroom UNLIMITED = (records, stop, write) -> write.getAsBoolean();

    /** Waits for room for so many records and then writes them; false if the end was requested first, else what the write returns. Blocks. */
    boolean write(int records, Stop stop, BooleanSupplier write);
}
