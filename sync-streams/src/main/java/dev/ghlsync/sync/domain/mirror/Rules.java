package dev.ghlsync.sync.domain.mirror;

import java.util.List;
import java.util.Optional;

/** What is particular to a kind of object. */
public interface Rules {
    /** The transitions from one moment to the next; {@code before} is empty when the object is seen for the first time. */
    List<Turn> turns(Optional<Picture> before, Picture after);

    /** The transition that a deletion is; empty when it tells nothing. */
    Optional<Turn> deletion(Picture last);

    /** Why the newest thing said, by a webhook or a list, calls for a read by id; empty when it does not. */
    Optional<Reading> wants(Optional<Picture> before, Picture after);

    /** For objects that are followed without telling what happens to them. */
    Rules SILENT = new Rules() {
        @Override
        public List<Turn> turns(Optional<Picture> before, Picture after) {
            return List.of();
        }

        @Override
        public Optional<Turn> deletion(Picture last) {
            return Optional.empty();
        }

        @Override
        public Optional<Reading> wants(Optional<Picture> before, Picture after) {
            return Optional.empty();
        }
    };
}
