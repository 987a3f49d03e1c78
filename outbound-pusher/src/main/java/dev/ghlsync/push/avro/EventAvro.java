package dev.ghlsync.push.avro;

import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a push, for everybody who watches. */
public final class EventAvro {
    /** A version reached GoHighLevel, at least in part. */
    public static final String OK = "sync_ok";
    /** An attempt failed and will be made again. */
    public static final String RETRY = "sync_retry";
    /** A version will not reach GoHighLevel by itself. */
    public static final String DROPPED = "sync_dropped";

    /** More than half of a location's pushes fail: one incident, however many contacts it touches. */
    public static final String FAILING = "location_failing";
    /** A location whose pushes failed works again. */
    public static final String RECOVERED = "location_recovered";

    private EventAvro() {}

    /** The same event id for the same version and type. */
    public static SyncEvent of(String type, PushWish wish, @Nullable Reason reason, Instant now) {
        String name = type + '/' + wish.locationId() + '/' + wish.contactId() + '/' + wish.version();
        return SyncEvent.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setType(type)
                .setLocationId(wish.locationId())
                .setObjectType(ObjectType.CONTACT)
                .setObjectId(wish.contactId())
                .setContactId(wish.contactId())
                .setGhlId(wish.ghlContactId())
                .setSide(Side.CRM)
                .setFields(fields(wish))
                .setReason(reason == null ? null : reason.code())
                .setAttributes(Map.of("attempt", Integer.toString(wish.attempt())))
                .setOccurredAt(now)
                .setCorrelationId(wish.correlationId())
                .build();
    }

    /** About a location as a whole. */
    public static SyncEvent incident(String locationId, boolean failing, Instant now) {
        String type = failing ? FAILING : RECOVERED;
        String name = type + '/' + locationId + '/' + now.toEpochMilli();
        return SyncEvent.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setType(type)
                .setLocationId(locationId)
                .setObjectType(ObjectType.LOCATION)
                .setObjectId(locationId)
                .setSide(Side.GHL)
                .setFields(List.of())
                .setReason(Reason.LOCATION_FAILING.code())
                .setOccurredAt(now)
                .build();
    }

    private static List<String> fields(PushWish wish) {
        return wish.fields().stream().map(FieldWish::field).toList();
    }
}
