package dev.ghlsync.push.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a contact's command wants.
 *
 * @param ghlContactId null for a create
 * @param attempt at least 1
 */
public record PushWish(
        String locationId,
        String contactId,
        @Nullable String ghlContactId,
        long version,
        int attempt,
        Kind kind,
        List<FieldWish> fields,
        Set<String> tagsAdd,
        Set<String> tagsRemove,
        @Nullable String correlationId) {

    /** What to do. */
    public enum Kind {
        CREATE,
        UPDATE,
        /** Everything older is no longer wanted. */
        NOTHING,
        /** Written by a newer version of the software. */
        UNKNOWN
    }

    public PushWish {
        fields = List.copyOf(fields);
        tagsAdd = Set.copyOf(tagsAdd);
        tagsRemove = Set.copyOf(tagsRemove);
    }

    /** The wanted value of a field; null if it shall be cleared or is not part of this wish. */
    public @Nullable String wanted(String field) {
        for (FieldWish wish : fields) {
            if (wish.field().equals(field)) {
                return wish.wanted();
            }
        }
        return null;
    }

    /** Ids and numbers only. */
    @Override
    public String toString() {
        return "PushWish[location=%s, contact=%s, version=%d, attempt=%d, kind=%s]"
                .formatted(locationId, contactId, version, attempt, kind);
    }
}
