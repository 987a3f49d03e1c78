package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change.Kind;
import dev.ghlsync.sync.inbound.Inbound.Change.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes of our side. */
final class ChangeDecoder {
    private ChangeDecoder() {}

    static Inbound change(CrmChange record) {
        return record.getKind() == ChangeKind.BOOKING_PATCH ? patch(record) : ofContact(record);
    }

    private static Inbound patch(CrmChange record) {
        var patch = record.getBookingPatch();
        var set = new TreeMap<String, @Nullable String>();
        if (patch != null) {
            patch.getClear().forEach(name -> set.put(name, null));
            set.putAll(patch.getData());
        }
        var changeId = record.getChangeId().strip();
        var correlationId = Canonical.text(record.getCorrelationId());
        return new Inbound.Patch(
                record.getLocationId().strip(),
                changeId,
                record.getProducer().strip().toLowerCase(Locale.ROOT),
                patch == null ? "" : patch.getBookingId().strip(),
                set,
                ReadDecoder.millis(record.getChangedAt()),
                patchRejection(record, set.isEmpty()),
                correlationId == null ? changeId : correlationId);
    }

    private static @Nullable Rejection patchRejection(CrmChange record, boolean isEmpty) {
        if (record.getChangeId().isBlank()) {
            return new Rejection("no_change_id", null);
        }
        if (record.getLocationId().isBlank()) {
            return new Rejection("no_location_id", null);
        }
        return isEmpty ? new Rejection("no_booking_patch", "bookingPatch") : null;
    }

    private static Inbound ofContact(CrmChange record) {
        var fields = ChangeFields.of(record);
        var kind = kind(record.getKind());
        var target = record.getTarget();
        var rejection = rejection(record, kind, fields);
        var correlationId = Canonical.text(record.getCorrelationId());
        return new Inbound.Change(
                record.getLocationId().strip(),
                record.getChangeId().strip(),
                record.getProducer().strip().toLowerCase(Locale.ROOT),
                kind,
                Canonical.text(target.getContactId()),
                Canonical.text(target.getGhlContactId()),
                externalId(target.getExternalId()),
                target.getCreate(),
                fields.set(),
                externalIds(record.getExternalIds()),
                other(record, kind),
                ReadDecoder.millis(record.getChangedAt()),
                record.getBaseVersion(),
                rejection,
                correlationId == null ? record.getChangeId().strip() : correlationId);
    }

    private static @Nullable Rejection rejection(CrmChange record, Kind kind, ChangeFields fields) {
        if (record.getChangeId().isBlank()) {
            return new Rejection("no_change_id", null);
        }
        if (record.getLocationId().isBlank()) {
            return new Rejection("no_location_id", null);
        }
        if (kind == Kind.UNKNOWN) {
            return new Rejection("unknown_kind", null);
        }
        if (kind == Kind.RELEASE_HELD || kind == Kind.DISCARD_HELD) {
            return other(record, kind) == null ? new Rejection("no_held_producer", null) : null;
        }
        if (kind != Kind.BOOKING_PATCH && !hasTarget(record)) {
            return new Rejection("no_target", null);
        }
        if (kind == Kind.MERGE && Canonical.text(record.getMergeIntoContactId()) == null) {
            return new Rejection("no_merge_target", null);
        }
        return fields.rejection();
    }

    private static @Nullable String other(CrmChange record, Kind kind) {
        return switch (kind) {
            case SPLIT -> Canonical.text(record.getSplitIntoContactId());
            case RELEASE_HELD, DISCARD_HELD -> {
                var producer = Canonical.text(record.getHeldProducer());
                yield producer == null ? null : producer.toLowerCase(Locale.ROOT);
            }
            case UPSERT, ARCHIVE, RESTORE, MERGE, REPLAY, BOOKING_PATCH, UNKNOWN ->
                Canonical.text(record.getMergeIntoContactId());
        };
    }

    private static boolean hasTarget(CrmChange record) {
        var target = record.getTarget();
        return target.getCreate()
                || Canonical.text(target.getContactId()) != null
                || Canonical.text(target.getGhlContactId()) != null
                || externalId(target.getExternalId()) != null;
    }

    private static SortedSet<ExternalId> externalIds(List<dev.ghlsync.avro.ExternalId> records) {
        var ids = new TreeSet<ExternalId>();
        for (var record : records) {
            var id = externalId(record);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static @Nullable ExternalId externalId(dev.ghlsync.avro.@Nullable ExternalId record) {
        if (record == null) {
            return null;
        }
        var system = Canonical.text(record.getSystem());
        var id = Canonical.text(record.getId());
        return system == null || id == null ? null : new ExternalId(system.toLowerCase(Locale.ROOT), id);
    }

    private static Kind kind(ChangeKind kind) {
        return switch (kind) {
            case UPSERT -> Kind.UPSERT;
            case ARCHIVE -> Kind.ARCHIVE;
            case RESTORE -> Kind.RESTORE;
            case MERGE -> Kind.MERGE;
            case SPLIT -> Kind.SPLIT;
            case REPLAY -> Kind.REPLAY;
            case BOOKING_PATCH -> Kind.BOOKING_PATCH;
            case RELEASE_HELD -> Kind.RELEASE_HELD;
            case DISCARD_HELD -> Kind.DISCARD_HELD;
            case UNKNOWN -> Kind.UNKNOWN;
        };
    }
}
