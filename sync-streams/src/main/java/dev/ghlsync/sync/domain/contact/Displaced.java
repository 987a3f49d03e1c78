package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a survivor was of its own before a merge, as far as the merge hides it; kept with the loser, so that the merge can be taken back.
 *
 * @param writes its writes that later ones of the loser took the place of
 * @param ghlContactId its link, null when it had none
 * @param deletedAt of its lifecycle, as are the following
 */
public record Displaced(
        SortedMap<FieldKey, Write> writes,
        @Nullable String ghlContactId,
        long deletedAt,
        long foundAt,
        long archivedAt,
        long restoredAt) {

    public Displaced {
        writes = Collections.unmodifiableSortedMap(new TreeMap<>(writes));
    }

    /** @param merged the writes of both */
    static Displaced of(ContactState survivor, SortedMap<FieldKey, Write> merged) {
        var writes = new TreeMap<>(survivor.writes());
        writes.entrySet().removeAll(merged.entrySet());
        var lifecycle = survivor.lifecycle();
        return new Displaced(
                writes,
                survivor.ghlContactId(),
                lifecycle.deletedAt(),
                lifecycle.foundAt(),
                lifecycle.archivedAt(),
                lifecycle.restoredAt());
    }
}
