package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of what the gateway received and read. */
final class ReadDecoder {
    private ReadDecoder() {}

    static Inbound webhook(GhlWebhook record) {
        if (record.getLocationId().isBlank()) {
            return noLocation();
        }
        return new Inbound.Webhook(
                record.getLocationId(),
                record.getType(),
                record.getObjectId(),
                millis(record.getTimestamp()),
                bytes(record.getBody()),
                record.getCorrelationId());
    }

    static Inbound snapshot(GhlSnapshot record) {
        if (record.getLocationId().isBlank()) {
            return noLocation();
        }
        var source = source(record.getSourceKind());
        if (source == null) {
            return unknownSymbol("sourceKind");
        }
        var body = record.getBody();
        return new Inbound.Snapshot(
                record.getLocationId(),
                kind(record.getObjectType()),
                record.getObjectId(),
                source,
                record.getFound(),
                record.getReadAt().toEpochMilli(),
                millis(record.getDateUpdated()),
                body == null ? null : bytes(body),
                record.getCorrelationId());
    }

    static Inbound location(Connection record) {
        if (record.getLocationId().isBlank()) {
            return noLocation();
        }
        var settings = record.getSettings();
        return new Inbound.Location(
                record.getLocationId(),
                record.getOrganizationId(),
                record.getStatus() == ConnectionStatus.CONNECTED,
                record.getEpoch(),
                record.getTokenVersion(),
                settings.getOutboundPaused(),
                settings.getInboundPaused(),
                policy(settings),
                new Inbound.Location.Conventions(
                        Canonical.text(settings.getCurrency()),
                        Canonical.text(settings.getTimezone()),
                        settings.getSyncTasks()));
    }

    private static Inbound.Snapshot.Kind kind(ObjectType type) {
        return switch (type) {
            case CONTACT -> Inbound.Snapshot.Kind.CONTACT;
            case APPOINTMENT -> Inbound.Snapshot.Kind.BOOKING;
            case OPPORTUNITY -> Inbound.Snapshot.Kind.OPPORTUNITY;
            case TASK -> Inbound.Snapshot.Kind.TASK;
            case TAG_DEFINITION -> Inbound.Snapshot.Kind.TAG;
            case CUSTOM_FIELD_DEFINITION -> Inbound.Snapshot.Kind.CUSTOM_FIELD;
            case PIPELINE -> Inbound.Snapshot.Kind.PIPELINE;
            case CALENDAR -> Inbound.Snapshot.Kind.CALENDAR;
            case LOCATION, CONNECTION, UNKNOWN -> Inbound.Snapshot.Kind.OTHER;
        };
    }

    private static Policy policy(LocationSettings settings) {
        var country = Canonical.country(settings.getCountry());
        return new Policy(
                country == null ? Policy.DEFAULT.country() : country,
                settings.getCreateInGhl(),
                settings.getCreateWithoutEmailOrPhone(),
                settings.getWriteCompanyNameOnUpdate());
    }

    static Inbound.Snapshot.@Nullable Source source(SnapshotSource source) {
        return switch (source) {
            case GET -> Inbound.Snapshot.Source.GET;
            case SEARCH -> Inbound.Snapshot.Source.SEARCH;
            case LIST -> Inbound.Snapshot.Source.LIST;
            case WRITE_RESPONSE -> Inbound.Snapshot.Source.WRITE_RESPONSE;
            case UNKNOWN -> null;
        };
    }

    static Inbound.Poison noLocation() {
        return new Inbound.Poison("no_location", "The record names no location; write its locationId.");
    }

    /** A symbol that a newer writer knows: what it asks for cannot be guessed, so the record is kept for later. */
    static Inbound.Poison unknownSymbol(String field) {
        return new Inbound.Poison(
                "unknown_symbol", "The value of " + field + " is not known here; start a newer version and replay.");
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
