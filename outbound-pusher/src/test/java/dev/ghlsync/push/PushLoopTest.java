package dev.ghlsync.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.lanes.LaneLimits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushLoopTest {
    private final LoopRig rig = new LoopRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aCommandIsAppliedSettledAndCommitted() {
        // Given
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.outbox.written).containsExactly("APPLIED a@1");
        assertThat(rig.committedOffset()).isEqualTo(1);
        assertThat(rig.committedMetadata()).startsWith("at-work");
    }

    @Test
    void onlyTheNewestOfSeveralWaitingCommandsIsSent() {
        // Given
        for (int version = 1; version <= 5; version++) {
            rig.write(Commands.update("L", "a", version, 1, "city-" + version));
        }

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.written()).containsExactly("ghl-a=city-5");
        assertThat(rig.outbox.written)
                .containsExactlyInAnyOrder(
                        "SUPERSEDED a@1", "SUPERSEDED a@2", "SUPERSEDED a@3", "SUPERSEDED a@4", "APPLIED a@5");
        assertThat(rig.committedOffset()).isEqualTo(5);
    }

    @Test
    void aCommandThatWantsNothingSettlesWithoutACall() {
        // Given
        rig.connect("L", false, false);
        rig.write(Commands.nothing("L", "a", 2));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.calls).isEmpty();
        assertThat(rig.outbox.written).containsExactly("APPLIED a@2");
    }

    @ParameterizedTest
    @CsvSource({
        "1, RETRY a@1 AFTER_1_MINUTE",
        "2, RETRY a@1 AFTER_5_MINUTES",
        "3, RETRY a@1 AFTER_15_MINUTES",
        "4, RETRY a@1 AFTER_1_HOUR",
        "5, RETRY a@1 AFTER_6_HOURS"
    })
    void aServerFaultGoesToTheTierOfItsAttempt(int attempt, String expected) {
        // Given
        rig.ghl.before = call -> new Answer.ServerFault(503);
        rig.write(Commands.update("L", "a", 1, attempt, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly(expected);
        assertThat(rig.committedOffset()).isEqualTo(1);
    }

    @Test
    void theSixthFailureIsOneDeadLetterAndADeadVersion() {
        // Given
        rig.ghl.before = call -> new Answer.ServerFault(503);
        rig.write(Commands.update("L", "a", 1, 6, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("DLQ a@1 server_fault", "DEAD a@1");
    }

    @Test
    void aClosedLocationParksWithoutACall() {
        // Given
        rig.connect("L", false, false);
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.write(Commands.update("unknown", "b", 2, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.calls).isEmpty();
        assertThat(rig.outbox.written).containsExactlyInAnyOrder("PARKED a@1", "PARKED b@2");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRejectedTokenIsAskedForAgainOnlyWithOauth(boolean oauth) {
        // Given
        rig.connect("L", true, oauth);
        rig.ghl.before = call -> new Answer.Refused(401, Answer.Refusal.TOKEN_INVALID, Set.of(), null, null);
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).isEqualTo(oauth ? List.of("TOKEN L 3", "PARKED a@1") : List.of("PARKED a@1"));
    }

    @Test
    void aThrottledLocationWaitsAndOthersGoOn() {
        // Given
        rig.connect("M", true, false);
        var until = rig.now.get().plusSeconds(10);
        rig.ghl.before = call -> call instanceof ContactCall.Update(String id, var ignored)
                        && id.equals("ghl-a")
                        && rig.now.get().isBefore(until)
                ? new Answer.WindowExhausted(until)
                : null;
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.write(Commands.update("M", "b", 2, 1, "Bern"));

        // When
        await().until(() -> {
            rig.turn();
            return rig.outbox.written.contains("APPLIED b@2");
        });
        List<String> meanwhile = List.copyOf(rig.outbox.written);
        long committedMeanwhile = rig.committedOffset();
        rig.pass(Duration.ofSeconds(10));
        rig.turnUntilQuiet();

        // Then
        assertThat(meanwhile).containsExactly("APPLIED b@2");
        assertThat(committedMeanwhile).isLessThanOrEqualTo(0);
        assertThat(rig.outbox.written).containsExactly("APPLIED b@2", "APPLIED a@1");
        assertThat(rig.committedOffset()).isEqualTo(2);
    }

    @Test
    void whatIsNoCommandIsADeadLetterAndTheRestGoesOn() {
        // Given
        rig.write("a", new byte[] {1, 2, 3});
        rig.write("b", new byte[] {0, 0, 0, 0, 1, 99});
        rig.write("c", null);
        rig.write(Commands.update("L", "d", 4, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written)
                .containsExactlyInAnyOrder("DLQ push.commands-0@0", "DLQ push.commands-0@1", "APPLIED d@4");
        assertThat(rig.committedOffset()).isEqualTo(4);
    }

    @Test
    void aFullBufferPausesThePartitionUntilThereIsRoom() throws InterruptedException {
        // Given
        try (LoopRig small = new LoopRig(new LaneLimits(1, 1, 3, 3))) {
            CountDownLatch open = new CountDownLatch(1);
            small.ghl.before = call -> {
                awaitQuietly(open);
                return null;
            };
            for (int i = 0; i < 3; i++) {
                small.write(Commands.update("L", "c" + i, i, 1, "Oslo"));
            }

            // When
            small.turn();
            Set<?> pausedWhenFull = small.consumer().paused();
            open.countDown();
            small.turnUntilQuiet();

            // Then
            assertThat(pausedWhenFull).hasSize(1);
            assertThat(small.consumer().paused()).isEmpty();
            assertThat(small.outbox.written).hasSize(3);
        }
    }

    @Test
    void aRevocationWaitsForTheRunningRequestAndHandsOver() throws InterruptedException {
        // Given
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        rig.ghl.before = call -> {
            sending.countDown();
            awaitQuietly(answer);
            return null;
        };
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.turn();
        sending.await(5, TimeUnit.SECONDS);
        rig.write(Commands.update("L", "a", 2, 1, "Bern"));
        rig.turn();

        // When
        Thread.ofVirtual().start(() -> {
            await().until(() -> rig.lanes().buffered() == 1);
            answer.countDown();
        });
        rig.revoke();

        // Then
        assertThat(rig.outbox.written).containsExactly("APPLIED a@1");
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.committedOffset()).isEqualTo(1);
        assertThat(rig.committedMetadata()).startsWith("handed-over");
    }

    @Test
    void whatWasSettledBehindAnOpenCommandIsNotRepeatedAfterAHandOver() {
        // Given
        rig.settleBehindAnOpenCommand();
        rig.ghl.cities.put("ghl-b", "Typed there");

        // When
        rig.revoke();
        rig.ghl.before = call -> null;
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.cities).containsEntry("ghl-b", "Typed there").containsEntry("ghl-a", "Oslo");
        assertThat(rig.outbox.written).containsExactly("APPLIED b@2", "APPLIED a@1");
        assertThat(rig.committedOffset()).isEqualTo(2);
    }

    @Test
    void withoutABrokerPollsAloneDoNotKeepThePartitions() {
        // Given
        rig.turn();
        rig.refuseCommits(true);
        for (int i = 0; i < 30; i++) {
            rig.pass(Duration.ofSeconds(1));
            rig.turn();
        }

        // When
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));

        // Then
        await().during(Duration.ofMillis(200)).until(() -> {
            rig.turn();
            return rig.ghl.calls.isEmpty();
        });
    }

    @Test
    void aQuietProcessKeepsItsPartitionsByCommittingNowAndThen() {
        // Given
        rig.turn();
        for (int i = 0; i < 60; i++) {
            rig.pass(Duration.ofSeconds(1));
            rig.turn();
        }
        rig.refuseCommits(true);

        // When
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        await().until(() -> {
            rig.turn();
            return !rig.outbox.written.isEmpty();
        });

        // Then
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
    }

    @Test
    void afterALongSilenceNothingIsSentUntilTheGroupTakesACommit() {
        // Given
        rig.turn();
        rig.pass(Duration.ofSeconds(26));
        rig.refuseCommits(true);
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));

        // When
        await().during(Duration.ofMillis(200)).until(() -> {
            rig.turn();
            return rig.ghl.calls.isEmpty();
        });
        rig.refuseCommits(false);
        rig.pass(Duration.ofSeconds(1));
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.outbox.written).containsExactly("APPLIED a@1");
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
