package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.consume.Turn;
import dev.ghlsync.ingest.domain.ObjectKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionOrderTest {
    private static final String LOCATION = OwnerScenario.LOCATION;

    /** Somebody is before it. */
    private static final class Waiting implements Turn {
        final CompletableFuture<Boolean> comes = new CompletableFuture<>();
        final CompletableFuture<Void> passed = new CompletableFuture<>();

        @Override
        public void pass() {
            passed.complete(null);
        }

        @Override
        public CompletableFuture<Boolean> comes() {
            return comes;
        }
    }

    @Test
    void aChangeOfAConnectionWaitsForItsTurnAndAReadDoesNot() {
        try (var scenario = new OwnerScenario(100, false)) {
            // Given
            scenario.connect(scenario.account.with(1));
            var disconnect = new ConnectionChange(LOCATION, Action.DISCONNECT, "test", null, null, "corr-2");
            var first = new Waiting();
            var second = new Waiting();

            // When
            CompletableFuture<Boolean> changed = scenario.change(disconnect, first);
            CompletableFuture<Boolean> read = scenario.fetch(ObjectKind.CONTACT, "nobody", second);

            // Then
            assertThat(read.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
            assertThat(second.passed).isDone();
            assertThat(first.passed).isNotDone();
            assertThat(changed).isNotDone();
            assertThat(status(scenario)).isEqualTo(Status.CONNECTED);
            first.comes.complete(true);
            assertThat(changed.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
            assertThat(status(scenario)).isEqualTo(Status.DISCONNECTED);
        }
    }

    private static Status status(OwnerScenario scenario) {
        return scenario.connections.find(LOCATION).orElseThrow().status();
    }
}
