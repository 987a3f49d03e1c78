package dev.ghlsync.push.avro;

import dev.ghlsync.avro.FetchKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Requests to the owner of a location. */
public final class FetchAvro {
    private FetchAvro() {}

    /** The same request id for the same rejected token, however many commands saw it. */
    public static FetchRequest tokenRefresh(PushWish wish, long tokenVersion, Instant now) {
        String request = wish.locationId() + "/token/" + tokenVersion;
        String id =
                UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.UTF_8)).toString();
        return FetchRequest.newBuilder()
                .setRequestId(id)
                .setLocationId(wish.locationId())
                .setKind(FetchKind.TOKEN_REFRESH)
                .setObjectType(ObjectType.UNKNOWN)
                .setReason(Reason.TOKEN_REJECTED.code())
                .setTokenVersion(tokenVersion)
                .setRequestedAt(now)
                .setCorrelationId(wish.correlationId() == null ? id : wish.correlationId())
                .build();
    }

    /** An operator wants a contact read again. */
    public static FetchRequest byOperator(String locationId, String ghlContactId, String correlationId, Instant now) {
        return FetchRequest.newBuilder()
                .setRequestId(correlationId)
                .setLocationId(locationId)
                .setKind(FetchKind.OBJECT)
                .setObjectType(ObjectType.CONTACT)
                .setObjectId(ghlContactId)
                .setReason("operator")
                .setRequestedAt(now)
                .setCorrelationId(correlationId)
                .build();
    }
}
