package dev.ghlsync.ingest.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked change of our side to one contact.
 *
 * @param contactId our id; for a create the minted one; for a merge the one that goes; for a split the one that was merged or is to be split
 * @param otherContactId for a merge the contact that stays; for a split the id of the contact that is split off, null to mint one
 * @param set values by field
 * @param clear names of fields to clear, such as {@code phone} or {@code customFields.<id>}
 * @param changedAt when it was made; null means the append time
 * @param baseVersion version of the {@code sync.contacts} record the writer saw
 */
public record ContactChange(
        Kind kind,
        String contactId,
        @Nullable String otherContactId,
        Map<ContactTextField, String> set,
        List<CustomValue> customFields,
        List<String> clear,
        List<String> tagsAdd,
        List<String> tagsRemove,
        List<ExternalRef> externalIds,
        @Nullable Instant changedAt,
        @Nullable Long baseVersion) {

    /** What is asked for. */
    public enum Kind {
        CREATE,
        UPDATE,
        ARCHIVE,
        RESTORE,
        MERGE,
        SPLIT
    }

    /** An id of the contact in a system of ours. */
    public record ExternalRef(String system, String id) {}

    /** Shape of a custom field's value. */
    public enum Shape {
        TEXT,
        NUMBER,
        LIST,
        JSON
    }

    /**
     * A custom field's value.
     *
     * @param text the value as text: a number in plain decimals, a list or an object as JSON
     * @param items items of a list, else empty
     */
    public record CustomValue(String id, Shape shape, String text, List<String> items) {
        public CustomValue {
            items = List.copyOf(items);
        }
    }

    public ContactChange {
        set = Map.copyOf(set);
        customFields = List.copyOf(customFields);
        clear = List.copyOf(clear);
        tagsAdd = List.copyOf(tagsAdd);
        tagsRemove = List.copyOf(tagsRemove);
        externalIds = List.copyOf(externalIds);
    }

    public static ContactChange archive(String contactId) {
        return bare(Kind.ARCHIVE, contactId, null);
    }

    public static ContactChange restore(String contactId) {
        return bare(Kind.RESTORE, contactId, null);
    }

    /** Joins {@code contactId} into {@code survivor}. */
    public static ContactChange merge(String contactId, String survivor) {
        return bare(Kind.MERGE, contactId, survivor);
    }

    private static ContactChange bare(Kind kind, String contactId, @Nullable String otherContactId) {
        return new ContactChange(
                kind,
                contactId,
                otherContactId,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    /** Whether it asks for nothing at all. */
    public boolean isEmpty() {
        return kind == Kind.UPDATE
                && set.isEmpty()
                && customFields.isEmpty()
                && clear.isEmpty()
                && tagsAdd.isEmpty()
                && tagsRemove.isEmpty()
                && externalIds.isEmpty();
    }

    /** Field names, never values. */
    @Override
    public String toString() {
        return "ContactChange[kind=" + kind + ", contactId=" + contactId + ", set=" + set.keySet() + ", clear=" + clear
                + "]";
    }
}
