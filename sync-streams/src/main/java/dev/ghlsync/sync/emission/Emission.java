package dev.ghlsync.sync.emission;

import dev.ghlsync.sync.domain.contact.Command;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ContactView;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.mirror.Folded;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record to be written. Times are epoch ms. */
public sealed interface Emission {
    /** Location of the record, the key of its partition where the topic is partitioned by location. */
    String locationId();

    /** A new version of a contact, for {@code sync.contacts}; its version is {@code state.published().version()}. */
    record Announced(
            ContactState state, ContactView view, @Nullable String organizationId, String correlationId)
            implements Emission {
        @Override
        public String locationId() {
            return state.locationId();
        }
    }

    /**
     * A fact, for {@code sync.events}.
     *
     * @param eventId the same when the fact is derived again from the same cause
     * @param contactId contact concerned, null for facts about a location or a change without one
     */
    record Happened(
            String locationId,
            String eventId,
            @Nullable String contactId,
            @Nullable String ghlContactId,
            long version,
            Happening happening,
            @Nullable String changeId,
            @Nullable String organizationId,
            Map<String, String> attributes,
            long occurredAt,
            String correlationId)
            implements Emission {}

    /** A command, for {@code push.commands}. */
    record Commanded(
            String locationId,
            String contactId,
            @Nullable String organizationId,
            Command command,
            long epoch,
            String correlationId)
            implements Emission {}

    /** A read to be done, for {@code ghl.fetch-requests}. */
    record Fetched(
            String locationId,
            String requestId,
            String ghlContactId,
            Fetching.Reason reason,
            long requestedAt,
            String correlationId)
            implements Emission {}

    /** A record nobody can read, for {@code sync.dlq}: its original bytes. */
    record DeadLettered(
            String locationId,
            String entryId,
            byte @Nullable [] originalKey,
            byte[] originalValue,
            String reason,
            String error,
            String sourceTopic,
            int sourcePartition,
            long sourceOffset,
            long failedAt)
            implements Emission {}

    /** What is written about an object that GoHighLevel owns. */
    sealed interface OfObject extends Emission {}

    /**
     * A new version of an object, for the topic of its kind.
     *
     * @param currency ISO 4217 of the location's monetary values, null when not known
     */
    record Shown(
            Mirrored state,
            @Nullable String currency,
            @Nullable String organizationId,
            String correlationId) implements OfObject {
        @Override
        public String locationId() {
            return state.locationId();
        }
    }

    /** A transition of an object, for {@code sync.events}. The event's id is the same whenever it is told again. */
    record Told(
            Mirrored state,
            Folded.Telling telling,
            @Nullable String organizationId,
            String correlationId) implements OfObject {
        @Override
        public String locationId() {
            return state.locationId();
        }

        public String eventId() {
            var turn = telling.turn();
            return state.id() + "-" + type() + "-"
                    + Integer.toHexString(turn.into().hashCode()) + "-" + telling.number();
        }

        public String type() {
            return telling.turn().type() + (telling.corrected() ? "_corrected" : "");
        }
    }

    /**
     * A read to be done, for {@code ghl.fetch-requests}.
     *
     * @param kind kind of object, null for a contact
     * @param parentId id of the contact a task belongs to in GoHighLevel, null when not known
     */
    record Asked(
            String locationId,
            String requestId,
            @Nullable Kind kind,
            String objectId,
            @Nullable String parentId,
            String reason,
            long requestedAt,
            String correlationId)
            implements OfObject {}

    /** A record found on a wrong partition, to be written to its topic again. */
    record Rerouted(String locationId, String topic, byte[] value) implements Emission {}
}
