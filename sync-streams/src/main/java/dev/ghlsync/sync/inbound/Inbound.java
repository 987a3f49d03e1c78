package dev.ghlsync.sync.inbound;

import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One decoded record of an input topic. Times are epoch ms. */
public sealed interface Inbound {
    /** The location it belongs to; empty for a record that could not be read. */
    String locationId();

    /**
     * A webhook.
     *
     * @param timestamp GoHighLevel's time, null when the body had none
     */
    record Webhook(
            String locationId,
            String type,
            @Nullable String objectId,
            @Nullable Long timestamp,
            byte[] body,
            String correlationId)
            implements Inbound {}

    /**
     * An object read from the API.
     *
     * @param body JSON object, null when it was not found
     */
    record Snapshot(
            String locationId,
            Kind kind,
            String objectId,
            Source source,
            boolean found,
            long readAt,
            @Nullable Long dateUpdated,
            byte @Nullable [] body,
            String correlationId)
            implements Inbound {
        /** Kind of object. */
        public enum Kind {
            CONTACT,
            BOOKING,
            OPPORTUNITY,
            TASK,
            TAG,
            CUSTOM_FIELD,
            PIPELINE,
            CALENDAR,
            OTHER
        }

        /** Call that returned the object; it decides which fields are stated. */
        public enum Source {
            GET,
            SEARCH,
            LIST,
            WRITE_RESPONSE
        }
    }

    /**
     * A change of our side.
     *
     * @param other the contact that survives a merge or is split off, or the producer whose changes are held
     * @param changedAt null when the producer did not say
     * @param rejection why it cannot be applied, null when it can; then nothing else of it counts
     */
    record Change(
            String locationId,
            String changeId,
            String producer,
            Kind kind,
            @Nullable String contactId,
            @Nullable String ghlContactId,
            @Nullable ExternalId externalId,
            boolean create,
            SortedMap<FieldKey, @Nullable String> set,
            SortedSet<ExternalId> externalIds,
            @Nullable String other,
            @Nullable Long changedAt,
            @Nullable Long baseVersion,
            @Nullable Rejection rejection,
            String correlationId)
            implements Inbound {
        /** The change with its phone number read with the country of the location, ISO 3166-1 alpha-2. */
        public Change in(String country) {
            var phone = FieldKey.of(Field.PHONE);
            if (set.get(phone) == null) {
                return this;
            }
            var canonical = new TreeMap<>(set);
            canonical.put(phone, Phones.canonical(set.get(phone), country));
            return with(canonical, rejection);
        }

        /** The same change with its fields under other names. */
        public Change setting(SortedMap<FieldKey, @Nullable String> fields) {
            return with(fields, rejection);
        }

        /** The same change, which is not to be applied; what was wrong with it first stays its reason. */
        public Change rejected(Rejection why) {
            return with(set, rejection == null ? why : rejection);
        }

        private Change with(SortedMap<FieldKey, @Nullable String> fields, @Nullable Rejection why) {
            return new Change(
                    locationId,
                    changeId,
                    producer,
                    kind,
                    contactId,
                    ghlContactId,
                    externalId,
                    create,
                    fields,
                    externalIds,
                    other,
                    changedAt,
                    baseVersion,
                    why,
                    correlationId);
        }

        /** What a change asks for. */
        public enum Kind {
            UPSERT,
            ARCHIVE,
            RESTORE,
            MERGE,
            SPLIT,
            REPLAY,
            BOOKING_PATCH,
            RELEASE_HELD,
            DISCARD_HELD,
            UNKNOWN
        }

        /** Why a change is not applied; the field is named when one is to blame. */
        public record Rejection(String reason, @Nullable String field) {}
    }

    /**
     * Values of ours to be attached to a booking.
     *
     * @param set values by name; null removes one
     * @param changedAt null when the producer did not say
     * @param rejection why it cannot be applied, null when it can
     */
    record Patch(
            String locationId,
            String changeId,
            String producer,
            String bookingId,
            SortedMap<String, @Nullable String> set,
            @Nullable Long changedAt,
            Change.@Nullable Rejection rejection,
            String correlationId)
            implements Inbound {}

    /**
     * The outcome of a command.
     *
     * @param snapshot contact JSON that GoHighLevel returned, null when none
     * @param at HTTP Date of the deciding response, or when it was settled
     */
    record Result(
            String locationId,
            String contactId,
            long version,
            Input.Outcome.Kind kind,
            @Nullable String reason,
            @Nullable String ghlContactId,
            Map<FieldKey, Input.FieldOutcome> fields,
            byte @Nullable [] snapshot,
            Snapshot.@Nullable Source snapshotSource,
            long at,
            @Nullable String matchingField,
            boolean maybeSent,
            String correlationId)
            implements Inbound {}

    /** A request to plan a contact again. */
    record Replanned(String locationId, String contactId, Input.Replan replan, String correlationId)
            implements Inbound {
        /** The same request, of which is known when the first attempt failed, epoch ms. */
        public Replanned firstFailedAt(long failedAt) {
            var failed =
                    new Input.Replan(replan.cause(), replan.version(), replan.attempt(), replan.fields(), failedAt);
            return new Replanned(locationId, contactId, failed, correlationId);
        }
    }

    /**
     * The connection of a location.
     *
     * @param connected whether its credentials work
     * @param outboundPaused whether an operator holds back pushes
     */
    record Location(
            String locationId,
            @Nullable String organizationId,
            boolean connected,
            long epoch,
            long tokenVersion,
            boolean outboundPaused,
            boolean inboundPaused,
            Policy policy,
            Conventions conventions)
            implements Inbound {
        public Location(
                String locationId,
                @Nullable String organizationId,
                boolean connected,
                long epoch,
                long tokenVersion,
                boolean outboundPaused,
                boolean inboundPaused,
                Policy policy) {
            this(
                    locationId,
                    organizationId,
                    connected,
                    epoch,
                    tokenVersion,
                    outboundPaused,
                    inboundPaused,
                    policy,
                    Conventions.DEFAULT);
        }

        /**
         * How the location counts and what of it is synced.
         *
         * @param currency ISO 4217, null when none is set
         * @param timezone IANA name, null when not known
         * @param syncTasks whether its tasks are synced
         */
        public record Conventions(
                @Nullable String currency, @Nullable String timezone, boolean syncTasks) {
            public static final Conventions DEFAULT = new Conventions(null, null, true);
        }
    }

    /**
     * A record that could not be read.
     *
     * @param error what is wrong, without personal data
     */
    record Poison(String reason, String error) implements Inbound {
        @Override
        public String locationId() {
            return "";
        }
    }
}
