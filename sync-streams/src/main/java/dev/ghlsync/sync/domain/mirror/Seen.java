package dev.ghlsync.sync.domain.mirror;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record says of an object.
 *
 * @param sighting the fields it states, null when it only says that the object does not exist
 * @param gone whether it says that the object was deleted or is not there
 * @param saidAt epoch ms of GoHighLevel at which it was said
 * @param omitted fields that such a source normally states and this one left out
 * @param ambiguous whether its type may be wrong, so that it could also be a deletion
 */
public record Seen(
        Kind kind,
        String ghlId,
        @Nullable Sighting sighting,
        boolean gone,
        long saidAt,
        Set<String> omitted,
        boolean ambiguous) {
    public Seen {
        omitted = Set.copyOf(omitted);
        if (sighting == null && !gone) {
            throw new IllegalArgumentException(
                    "A record about " + kind + " states neither fields nor that it is gone.");
        }
    }
}
