package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a contact for the event log; names fields, never values.
 *
 * @param side whose doing it was
 * @param reason why, null when the kind says it all
 */
public record Happening(
        Kind kind,
        Side side,
        @Nullable String producer,
        List<FieldKey> fields,
        @Nullable String reason,
        @Nullable String relatedContactId) {
    /** What happened; the code is the event type on the topic. */
    public enum Kind {
        CONTACT_CREATED("contact_created"),
        CONTACT_UPDATED("contact_updated"),
        CONTACT_LINKED("contact_linked"),
        CONTACT_MERGED("contact_merged"),
        CONTACT_SPLIT("contact_split"),
        CONTACT_UNLINKED("contact_unlinked"),
        CONTACT_DELETED("contact_deleted"),
        CONTACT_REVIVED("contact_revived"),
        CONTACT_ARCHIVED("contact_archived"),
        CONTACT_RESTORED("contact_restored"),
        FIELD_HELD("field_held"),
        POSSIBLE_DUPLICATE("possible_duplicate"),
        IDENTITY_COLLISION("identity_collision"),
        CHANGE_REJECTED("change_rejected"),
        CHANGE_IGNORED("change_ignored"),
        MASS_CHANGE_HELD("mass_change_held"),
        MASS_CHANGE_RELEASED("mass_change_released"),
        MASS_CHANGE_DISCARDED("mass_change_discarded"),
        UNKNOWN_LOCATION("unknown_location");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    static Happening of(Kind kind, Side side) {
        return new Happening(kind, side, null, List.of(), null, null);
    }
}
