package dev.ghlsync.ingest.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionTest {
    private static final Instant AT = Instant.parse("2026-05-04T10:15:30Z");
    private static final TokenCipher CIPHER = TokenCipher.of(TokenCipher.newKey());

    @Test
    void aRequestToConnectThatComesAgainBeginsNoOtherEpoch() {
        // Given
        ConnectionChange connect = connect("token-1");
        LocationConnection connected = stored(Transition.of(Optional.empty(), connect, AT));
        LocationConnection read = read(connected);
        LocationConnection paused = read.configured(
                "org-2", read.settings().holding(true, null), read.webhookSecrets(), AT, "somebody", "corr-2");

        // When
        Transition again = Transition.of(Optional.of(paused), connect, AT.plusSeconds(60));

        // Then
        assertThat(again).isInstanceOf(Transition.Nothing.class);
    }

    @Test
    void anotherRequestWithTheSameTokenAndCorrelationBeginsAnEpoch() {
        // Given
        LocationConnection connected = stored(Transition.of(Optional.empty(), connect("token-1"), AT));
        LocationConnection broken =
                connected.become(Status.BROKEN, "token_invalid", true, AT, ConnectionLog.SELF, "corr-2");

        // When
        Transition again = Transition.of(Optional.of(broken), connect("token-1"), AT.plusSeconds(60));

        // Then
        assertThat(stored(again).epoch()).isEqualTo(2);
        assertThat(stored(again).status()).isEqualTo(Status.CONNECTED);
    }

    private static ConnectionChange connect(String token) {
        LocationConnection proposal = Connected.location("loc-1", AT)
                .with(CIPHER.seal("loc-1", Secret.of(token)))
                .connection();
        return new ConnectionChange("loc-1", Action.CONNECT, "somebody", null, proposal, "corr-1");
    }

    private static LocationConnection stored(Transition transition) {
        assertThat(transition).isInstanceOf(Transition.Store.class);
        return ((Transition.Store) transition).next();
    }

    /** As it comes back from the topic: with other arrays. */
    private static LocationConnection read(LocationConnection written) {
        SealedSecret token = written.accessToken();
        return written.withTokens(
                new SealedSecret(token.keyId(), token.ciphertext().clone()),
                null,
                null,
                written.scopes(),
                written.tokenVersion(),
                AT,
                "somebody",
                "corr-1");
    }
}
