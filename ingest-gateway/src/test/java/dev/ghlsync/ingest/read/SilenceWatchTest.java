package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.Connected;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.domain.ReadRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private final SilenceWatch watch = new SilenceWatch(Duration.ofHours(1));

    @Test
    void reportsOnceThatReconcilesFindChangesAndNoWebhookCame() {
        // Given
        watch.isSilent(connection(Auth.OAUTH_LOCATION), found(3), START);

        // When
        boolean reported = watch.isSilent(connection(Auth.OAUTH_LOCATION), found(1), START.plusSeconds(3_600));

        // Then
        assertThat(reported).isTrue();
        assertThat(watch.isSilent(connection(Auth.OAUTH_LOCATION), found(1), START.plusSeconds(7_200)))
                .isFalse();
    }

    @Test
    void isQuietWhileWebhooksArrive() {
        // Given
        watch.isSilent(connection(Auth.OAUTH_LOCATION), found(3), START);
        watch.heard("loc-1");

        // When
        boolean reported = watch.isSilent(connection(Auth.OAUTH_LOCATION), found(3), START.plusSeconds(3_600));

        // Then
        assertThat(reported).isFalse();
    }

    @Test
    void isQuietWhenNothingChangesOrNoWebhooksAreToBeExpected() {
        // Given
        watch.isSilent(connection(Auth.PRIVATE_INTEGRATION_TOKEN), found(3), START);
        watch.isSilent(connection(Auth.OAUTH_LOCATION), found(0), START);

        // When
        boolean withoutSubscription =
                watch.isSilent(connection(Auth.PRIVATE_INTEGRATION_TOKEN), found(3), START.plusSeconds(9_999));

        // Then
        assertThat(withoutSubscription).isFalse();
        assertThat(watch.isSilent(connection(Auth.OAUTH_LOCATION), found(0), START.plusSeconds(9_999)))
                .isFalse();
    }

    private static ReadRun found(long contacts) {
        return ReadRun.begin("loc-1", "run-1", 1, ReadRun.Phase.RECONCILE, START, START)
                .after(Map.of(ReadRun.BY_ID, contacts), null, null, START, START);
    }

    private static LocationConnection connection(Auth auth) {
        return Connected.location("loc-1", START).with(auth).connection();
    }
}
