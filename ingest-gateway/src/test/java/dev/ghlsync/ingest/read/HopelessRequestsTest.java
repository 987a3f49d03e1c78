package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.ingest.domain.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be carried out, now or ever: none holds up the others for long, and none is lost. */
class HopelessRequestsTest {
    private static final byte[] BROKEN = {0, 0, 0, 0, 9, 1, 2, 3};

    @Test
    void aRequestThatFindsTheTokenRefusedAndNotYetRenewedIsKept() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(1));
            scenario.tokenStays = true;
            scenario.account.fault("GET", "/contacts/c1", 401, "Invalid JWT", 0, -1);

            // When
            boolean done = scenario.fetch(ObjectKind.CONTACT, "c1").join();

            // Then
            assertThat(done).isTrue();
            assertThat(scenario.connections.find(OwnerScenario.LOCATION))
                    .hasValueSatisfying(
                            connection -> assertThat(connection.isConnected()).isTrue());
            assertThat(scenario.buried)
                    .singleElement()
                    .satisfies(buried -> assertThat(buried.reason()).isEqualTo("token_invalid"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", " "})
    void anIdThatNoPathCanHoldIsKeptAtOnce(String id) {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(1));

            // When
            boolean done = scenario.fetch(ObjectKind.CONTACT, id).join();

            // Then
            assertThat(done).isTrue();
            assertThat(scenario.buried)
                    .singleElement()
                    .satisfies(buried -> assertThat(buried.reason()).isEqualTo("unusable_id"));
        }
    }

    @Test
    void bytesOfNoSchemaAreKeptAtOnce() {
        // Given
        byte[] request = "no record".getBytes(StandardCharsets.UTF_8);
        try (var scenario = new OwnerScenario(100, false)) {

            // When
            boolean done = scenario.give(request).join();

            // Then
            assertThat(done).isTrue();
            assertThat(scenario.buried).singleElement().satisfies(buried -> {
                assertThat(buried.record().value()).isEqualTo(request);
                assertThat(buried.fetch()).isNull();
            });
        }
    }

    @Test
    void bytesThatAreNeverReadAreKeptAfterFiveMinutes() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            boolean first = scenario.give(BROKEN).join();
            int early = scenario.buried.size();
            scenario.ahead = Duration.ofMinutes(5);

            // When
            boolean second = scenario.give(BROKEN).join();

            // Then
            assertThat(first).isFalse();
            assertThat(early).isZero();
            assertThat(second).isTrue();
            assertThat(scenario.buried)
                    .singleElement()
                    .satisfies(buried -> assertThat(buried.record().value()).isEqualTo(BROKEN));
        }
    }

    @Test
    void aDeadLetterThatCannotBeWrittenIsTriedAgain() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.dlqTakes = false;

            // When
            var given = scenario.give(new byte[0]);

            // Then
            await().until(() -> scenario.buried.size() == 1);
            assertThat(given.join()).isFalse();
        }
    }
}
