package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.ConnectionAction;
import dev.ghlsync.avro.FetchKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.read.OwnerRequest;
import dev.ghlsync.schemas.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requests to owners to and from records of {@code ghl.fetch-requests}. */
public final class FetchRecords {
    private static final int SIZE_ESTIMATE_BYTES = 4096;

    private FetchRecords() {}

    public static OwnerRequest toDomain(FetchRequest value) {
        return switch (value.getKind()) {
            case OBJECT -> object(value);
            case TOKEN_REFRESH ->
                new OwnerRequest.RefreshToken(value.getLocationId(), value.getTokenVersion(), value.getCorrelationId());
            case CONNECTION_CHANGE -> change(value);
            case UNKNOWN -> new OwnerRequest.Unknown(value.getLocationId());
        };
    }

    public static Outgoing<FetchRequest> of(ConnectionChange change, String requestId, Instant at) {
        var proposal = change.proposal();
        var value = request(
                        change.locationId(),
                        requestId,
                        FetchKind.CONNECTION_CHANGE,
                        "operator",
                        at,
                        change.correlationId())
                .setConnectionChange(dev.ghlsync.avro.ConnectionChange.newBuilder()
                        .setAction(action(change.action()))
                        .setWho(change.who())
                        .setWhy(change.why())
                        .setProposal(proposal == null ? null : ConnectionRecords.toAvro(proposal))
                        .build())
                .build();
        return outgoing(value);
    }

    /** A request to refresh the tokens of a location or company. */
    public static Outgoing<FetchRequest> refresh(
            String locationId, long rejectedVersion, String requestId, Instant at, String correlationId) {
        return outgoing(request(locationId, requestId, FetchKind.TOKEN_REFRESH, "token_rejected", at, correlationId)
                .setTokenVersion(rejectedVersion)
                .build());
    }

    private static FetchRequest.Builder request(
            String locationId, String requestId, FetchKind kind, String reason, Instant at, String correlationId) {
        return FetchRequest.newBuilder()
                .setRequestId(requestId)
                .setLocationId(locationId)
                .setKind(kind)
                .setReason(reason)
                .setRequestedAt(at)
                .setCorrelationId(correlationId);
    }

    private static Outgoing<FetchRequest> outgoing(FetchRequest value) {
        return new Outgoing<>(
                Topics.GHL_FETCH_REQUESTS,
                value.getLocationId(),
                value.getLocationId(),
                null,
                value.getCorrelationId(),
                SIZE_ESTIMATE_BYTES,
                value);
    }

    private static OwnerRequest object(FetchRequest value) {
        ObjectKind kind = kind(value.getObjectType());
        String id = value.getObjectId();
        return kind == null || id == null
                ? new OwnerRequest.Unknown(value.getLocationId())
                : new OwnerRequest.ReadObject(
                        new Fetch(value.getLocationId(), kind, id, value.getParentId(), value.getCorrelationId()));
    }

    private static OwnerRequest change(FetchRequest value) {
        var change = value.getConnectionChange();
        if (change == null) {
            return new OwnerRequest.Unknown(value.getLocationId());
        }
        var proposal = change.getProposal();
        return new OwnerRequest.ChangeConnection(new ConnectionChange(
                value.getLocationId(),
                action(change.getAction()),
                change.getWho(),
                change.getWhy(),
                proposal == null ? null : ConnectionRecords.toDomain(proposal),
                value.getCorrelationId()));
    }

    private static @Nullable ObjectKind kind(ObjectType type) {
        return switch (type) {
            case CONTACT -> ObjectKind.CONTACT;
            case OPPORTUNITY -> ObjectKind.OPPORTUNITY;
            case APPOINTMENT -> ObjectKind.APPOINTMENT;
            case TASK -> ObjectKind.TASK;
            case PIPELINE -> ObjectKind.PIPELINE;
            case CALENDAR -> ObjectKind.CALENDAR;
            case TAG_DEFINITION -> ObjectKind.TAG;
            case CUSTOM_FIELD_DEFINITION -> ObjectKind.CUSTOM_FIELD;
            case UNKNOWN, LOCATION, CONNECTION -> null;
        };
    }

    private static Action action(ConnectionAction action) {
        return switch (action) {
            case CONNECT -> Action.CONNECT;
            case CONNECT_BY_COMPANY -> Action.CONNECT_BY_COMPANY;
            case DISCONNECT -> Action.DISCONNECT;
            case CONFIGURE -> Action.CONFIGURE;
            case ADOPT_TOKENS -> Action.ADOPT_TOKENS;
            case REENCRYPT -> Action.REENCRYPT;
            case UNKNOWN -> Action.OTHER;
        };
    }

    private static ConnectionAction action(Action action) {
        return switch (action) {
            case CONNECT -> ConnectionAction.CONNECT;
            case CONNECT_BY_COMPANY -> ConnectionAction.CONNECT_BY_COMPANY;
            case DISCONNECT -> ConnectionAction.DISCONNECT;
            case CONFIGURE -> ConnectionAction.CONFIGURE;
            case ADOPT_TOKENS -> ConnectionAction.ADOPT_TOKENS;
            case REENCRYPT -> ConnectionAction.REENCRYPT;
            case OTHER -> ConnectionAction.UNKNOWN;
        };
    }
}
