package dev.ghlsync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.lanes.LaneLimits;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A location that fails, has too much to do, or comes to the wrong place. */
class LocationTroubleTest {
    private LoopRig rig = new LoopRig(new LaneLimits(4, 4, 1_000, 1_000));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aLocationThatFailsIsOneIncidentAndItsOtherPushesWaitWithoutSpendingAnAttempt() {
        // Given
        rig.ghl.before = call -> new Answer.ServerFault(503);
        IntStream.range(0, 200).forEach(i -> rig.write(Commands.update("L", "c" + i, 1, 1, "Oslo")));

        // When
        turnUntilOnlyProbesWait();

        // Then
        assertThat(lines("FAILING L")).hasSize(1);
        assertThat(lines("RETRY")).hasSizeBetween(10, 20);
        assertThat(lines("PARKED")).hasSizeBetween(175, 190);
        assertThat(lines("DLQ")).isEmpty();
    }

    @Test
    void whenItWorksAgainThatIsToldOnceAndWhatWasParkedIsPlannedAgain() {
        // Given
        rig.ghl.before = call -> new Answer.ServerFault(503);
        IntStream.range(0, 100).forEach(i -> rig.write(Commands.update("L", "c" + i, 1, 1, "Oslo")));
        turnUntilOnlyProbesWait();
        rig.ghl.before = call -> null;

        // When
        rig.pass(Duration.ofSeconds(31));
        turnUntilOnlyProbesWait();
        // Three may try at a time; who came while they did asks again half a minute later.
        rig.pass(Duration.ofSeconds(31));
        rig.turnUntilQuiet();

        // Then
        assertThat(lines("RECOVERED L")).hasSize(1);
        assertThat(lines("REOPEN L location_failing")).hasSize(1);
        assertThat(lines("APPLIED")).hasSizeBetween(3, 5);
    }

    @Test
    void anotherLocationGoesOnWhileOneFails() {
        // Given
        rig.connect("M", true, false);
        rig.ghl.before = call -> call.toString().contains("ghl-bad") ? new Answer.ServerFault(503) : null;
        IntStream.range(0, 50).forEach(i -> rig.write(Commands.update("L", "bad" + i, 1, 1, "Oslo")));
        IntStream.range(0, 50).forEach(i -> rig.write(Commands.update("M", "good" + i, 1, 1, "Oslo")));

        // When
        turnUntilOnlyProbesWait();

        // Then
        assertThat(lines("APPLIED good")).hasSize(50);
    }

    @Test
    void whatALocationHasNoRoomForIsParkedAndComesBackWhenThereIsRoom() {
        // Given
        rig.close();
        rig = new LoopRig(new LaneLimits(2, 2, 10, 1_000));
        IntStream.range(0, 60).forEach(i -> rig.write(Commands.update("L", "c" + i, 1, 1, "Oslo")));

        // When
        rig.turnUntilQuiet();

        // Then
        int parked = lines("PARKED").size();
        assertThat(parked).isPositive();
        assertThat(lines("APPLIED")).hasSize(60 - parked);
        assertThat(lines("REOPEN L backlog")).isNotEmpty();
    }

    @Test
    void aCommandOnAWrongPartitionGoesToTheRightOneAndIsNotPushedHere() {
        // Given
        rig.partitions(7);
        String stranger = IntStream.range(0, 100)
                .mapToObj(i -> "loc" + i)
                .filter(id -> LocationPartitions.partitionOf(id, 7) != 0)
                .findFirst()
                .orElseThrow();
        rig.connect(stranger, true, false);
        rig.write(Commands.update(stranger, "a", 1, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("REROUTED push.commands-0@0 " + stranger);
        assertThat(rig.ghl.calls).isEmpty();
        assertThat(rig.committedOffset()).isEqualTo(1);
    }

    private void turnUntilOnlyProbesWait() {
        rig.turn();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            rig.turn();
            return rig.lanes().running() == 0 && rig.lanes().buffered() <= 5;
        });
    }

    private List<String> lines(String start) {
        return rig.outbox.written.stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
