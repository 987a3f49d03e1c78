package dev.ghlsync.ingest.fence;

import java.util.List;

/** What became of a write of an owner. */
public sealed interface WriteOutcome {

    /**
     * Everything is visible.
     *
     * @param offsets of the records, in their order
     */
    record Written(List<Long> offsets) implements WriteOutcome {}

    /** It is not known to be stored; writing it again is harmless. */
    record InDoubt() implements WriteOutcome {}

    /** This process does not own the location any more, and nothing of it is visible. */
    record NotOwner() implements WriteOutcome {}
}
