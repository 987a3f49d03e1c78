package dev.ghlsync.push.outbox;

import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Work;
import org.jspecify.annotations.Nullable;

/** Where dead letters are kept. Every method returns once the broker has acknowledged what it wrote. */
public interface Letters {
    /** The command came to nothing. Takes the place of older such letters of the contact. */
    void dead(Work work, Reason reason, @Nullable Integer httpStatus);

    /** A record that could not be read as a command. */
    void undecodable(RawCommand raw, String error);

    /** A version has its outcome: values that were not taken become letters, letters that it makes void are resolved. */
    void settled(Work work, Settlement settlement);
}
