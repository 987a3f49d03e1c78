package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.EncryptedSecret;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Connections to and from records of {@code ghl.connections}; loses nothing in either direction. */
public final class ConnectionRecords {
    private static final int SIZE_ESTIMATE_BYTES = 4096;

    private ConnectionRecords() {}

    public static Outgoing<Connection> of(LocationConnection connection, String correlationId) {
        return new Outgoing<>(
                Topics.GHL_CONNECTIONS,
                connection.locationId(),
                connection.locationId(),
                connection.organizationId(),
                correlationId,
                SIZE_ESTIMATE_BYTES,
                toAvro(connection));
    }

    public static LocationConnection toDomain(Connection value) {
        return new LocationConnection(
                value.getLocationId(),
                value.getCompanyId(),
                value.getOrganizationId(),
                status(value.getStatus()),
                value.getStatusReason(),
                value.getEpoch(),
                auth(value.getAuth()),
                value.getScopes(),
                stored(value.getAccessToken()),
                stored(value.getRefreshToken()),
                value.getAccessTokenExpiresAt(),
                value.getTokenVersion(),
                value.getRefreshStartedAt(),
                settings(value.getSettings()),
                value.getWebhookSecrets().stream().map(ConnectionRecords::open).toList(),
                value.getConnectedAt(),
                value.getUpdatedAt(),
                value.getUpdatedBy(),
                value.getCorrelationId());
    }

    static Connection toAvro(LocationConnection connection) {
        return Connection.newBuilder()
                .setLocationId(connection.locationId())
                .setCompanyId(connection.companyId())
                .setOrganizationId(connection.organizationId())
                .setStatus(status(connection.status()))
                .setStatusReason(connection.statusReason())
                .setEpoch(connection.epoch())
                .setAuth(auth(connection.auth()))
                .setScopes(connection.scopes())
                .setAccessToken(encrypted(connection.accessToken()))
                .setRefreshToken(encrypted(connection.refreshToken()))
                .setAccessTokenExpiresAt(connection.accessTokenExpiresAt())
                .setTokenVersion(connection.tokenVersion())
                .setRefreshStartedAt(connection.refreshStartedAt())
                .setSettings(settings(connection.settings()))
                .setWebhookSecrets(connection.webhookSecrets().stream()
                        .map(ConnectionRecords::close)
                        .toList())
                .setConnectedAt(connection.connectedAt())
                .setUpdatedAt(connection.updatedAt())
                .setUpdatedBy(connection.updatedBy())
                .setCorrelationId(connection.correlationId())
                .build();
    }

    private static Settings settings(LocationSettings value) {
        return new Settings(
                value.getCountry(),
                value.getTimezone(),
                value.getCurrency(),
                value.getCreateInGhl(),
                value.getCreateWithoutEmailOrPhone(),
                value.getWriteCompanyNameOnUpdate(),
                value.getInboundPaused(),
                value.getOutboundPaused(),
                value.getAllowDuplicateContact(),
                value.getSyncTasks());
    }

    private static LocationSettings settings(Settings settings) {
        return LocationSettings.newBuilder()
                .setCountry(settings.country())
                .setTimezone(settings.timezone())
                .setCurrency(settings.currency())
                .setCreateInGhl(settings.createInGhl())
                .setCreateWithoutEmailOrPhone(settings.createWithoutEmailOrPhone())
                .setWriteCompanyNameOnUpdate(settings.writeCompanyNameOnUpdate())
                .setInboundPaused(settings.inboundPaused())
                .setOutboundPaused(settings.outboundPaused())
                .setAllowDuplicateContact(settings.allowDuplicateContact())
                .setSyncTasks(settings.syncTasks())
                .build();
    }

    private static @Nullable SealedSecret stored(@Nullable EncryptedSecret value) {
        return value == null ? null : open(value);
    }

    private static SealedSecret open(EncryptedSecret value) {
        ByteBuffer buffer = value.getCiphertext().duplicate();
        byte[] ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return new SealedSecret(value.getKeyId(), ciphertext);
    }

    private static @Nullable EncryptedSecret encrypted(@Nullable SealedSecret secret) {
        return secret == null ? null : close(secret);
    }

    private static EncryptedSecret close(SealedSecret secret) {
        return new EncryptedSecret(secret.keyId(), ByteBuffer.wrap(secret.ciphertext()));
    }

    private static Status status(ConnectionStatus status) {
        return switch (status) {
            case UNKNOWN -> Status.UNKNOWN;
            case CONNECTED -> Status.CONNECTED;
            case BROKEN -> Status.BROKEN;
            case DISCONNECTED -> Status.DISCONNECTED;
        };
    }

    private static ConnectionStatus status(Status status) {
        return switch (status) {
            case UNKNOWN -> ConnectionStatus.UNKNOWN;
            case CONNECTED -> ConnectionStatus.CONNECTED;
            case BROKEN -> ConnectionStatus.BROKEN;
            case DISCONNECTED -> ConnectionStatus.DISCONNECTED;
        };
    }

    private static Auth auth(AuthKind auth) {
        return switch (auth) {
            case UNKNOWN -> Auth.UNKNOWN;
            case PRIVATE_INTEGRATION_TOKEN -> Auth.PRIVATE_INTEGRATION_TOKEN;
            case OAUTH_LOCATION -> Auth.OAUTH_LOCATION;
            case OAUTH_COMPANY -> Auth.OAUTH_COMPANY;
        };
    }

    private static AuthKind auth(Auth auth) {
        return switch (auth) {
            case UNKNOWN -> AuthKind.UNKNOWN;
            case PRIVATE_INTEGRATION_TOKEN -> AuthKind.PRIVATE_INTEGRATION_TOKEN;
            case OAUTH_LOCATION -> AuthKind.OAUTH_LOCATION;
            case OAUTH_COMPANY -> AuthKind.OAUTH_COMPANY;
        };
    }
}
