package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.contact.Held;
import dev.ghlsync.sync.domain.contact.Issued;
import dev.ghlsync.sync.domain.contact.Outbound;
import org.jspecify.annotations.Nullable;

/** What is on its way to GoHighLevel. */
final class OutboundForm {
    private OutboundForm() {}

    static void write(Outbound outbound, ByteWriter out) {
        out.time(outbound.lastVersion());
        out.time(outbound.lastPlannedAt());
        out.number(outbound.nextAttempt());
        out.time(outbound.firstFailedAt());
        out.list(outbound.issued(), issued -> write(issued, out));
        Keyed.write(outbound.held(), out, held -> write(held, out));
        out.flag(outbound.createHeld() != null);
        if (outbound.createHeld() != null) {
            write(outbound.createHeld(), out);
        }
        out.text(outbound.parked());
    }

    /** @param withFailure whether the time of the first failure was stored */
    static Outbound read(ByteReader in, boolean withFailure) {
        return new Outbound(
                in.time(),
                in.time(),
                in.integer(),
                withFailure ? in.time() : 0,
                in.list(() -> issued(in)),
                Keyed.read(in, () -> held(in)),
                createHeld(in),
                in.textOrNull());
    }

    private static void write(Issued issued, ByteWriter out) {
        // A version is the time it was planned at, or a little more.
        out.time(issued.version());
        out.number(issued.attempt());
        StateCodes.COMMANDS.write(issued.kind(), out);
        Keyed.write(issued.wanted(), out, out::text);
        out.time(issued.plannedAt());
        out.flag(issued.settled());
        out.time(issued.closesAt());
        Keyed.write(issued.madeAt(), out, out::time);
    }

    private static Issued issued(ByteReader in) {
        return new Issued(
                in.time(),
                in.integer(),
                StateCodes.COMMANDS.read(in),
                Keyed.<@Nullable String>read(in, in::textOrNull),
                in.time(),
                in.flag(),
                in.time(),
                Keyed.read(in, in::time));
    }

    private static void write(Held held, ByteWriter out) {
        out.text(held.value());
        StateCodes.HOLDS.write(held.reason(), out);
        out.time(held.since());
        out.text(held.message());
    }

    private static Held held(ByteReader in) {
        return new Held(in.textOrNull(), StateCodes.HOLDS.read(in), in.time(), in.textOrNull());
    }

    private static @Nullable Held createHeld(ByteReader in) {
        return in.flag() ? held(in) : null;
    }
}
