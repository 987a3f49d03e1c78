package dev.ghlsync.push.connections.avro;

import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.EncryptedSecret;
import dev.ghlsync.ghl.credentials.OpenedSecret;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.push.connections.Connections;
import dev.ghlsync.push.domain.LocationState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Connections as the rules see them, their token decrypted. */
public final class ConnectionAvro {
    private ConnectionAvro() {}

    public static Connections.Entry toDomain(Connection connection, TokenCipher cipher) {
        Secret token = token(connection, cipher);
        LocationState state = new LocationState(
                connection.getStatus() == ConnectionStatus.CONNECTED,
                connection.getSettings().getOutboundPaused(),
                token != null,
                connection.getAuth() == AuthKind.OAUTH_LOCATION || connection.getAuth() == AuthKind.OAUTH_COMPANY,
                connection.getSettings().getWriteCompanyNameOnUpdate());
        return new Connections.Entry(state, token, connection.getTokenVersion());
    }

    private static @Nullable Secret token(Connection connection, TokenCipher cipher) {
        EncryptedSecret secret = connection.getAccessToken();
        if (secret == null) {
            return null;
        }
        ByteBuffer buffer = secret.getCiphertext().duplicate();
        byte[] ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return switch (cipher.open(connection.getLocationId(), new SealedSecret(secret.getKeyId(), ciphertext))) {
            case OpenedSecret.Opened(Secret token) -> token;
            case OpenedSecret.UnknownKey ignored -> null;
            case OpenedSecret.NotAuthentic ignored -> null;
        };
    }
}
