package dev.ghlsync.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process dies at each crash window that the code names; the next one starts from what was committed. */
class CrashTest {
    private final LoopRig rig = new LoopRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void afterTheRequestAndBeforeItsResultTheNextProcessReadsFirstAndSendsNothingTwice() {
        // Given
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.outbox.before = line -> {
            throw new FakeOutbox.Died();
        };
        rig.turnUntilQuiet();
        rig.die();
        rig.outbox.before = line -> {};

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.ghl.calls.getLast()).isEqualTo(new ContactCall.Read("ghl-a"));
        assertThat(rig.outbox.written).containsExactly("APPLIED a@1");
        assertThat(rig.committedOffset()).isEqualTo(1);
    }

    @Test
    void afterTheRequestTheNextProcessDoesNotOverwriteWhatSomebodyChangedMeanwhile() {
        // Given
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.outbox.before = line -> {
            throw new FakeOutbox.Died();
        };
        rig.turnUntilQuiet();
        rig.die();
        rig.outbox.before = line -> {};
        rig.ghl.cities.put("ghl-a", "Bern");

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.cities).containsEntry("ghl-a", "Bern");
        assertThat(rig.outbox.written).containsExactly("PARTLY a@1");
    }

    @Test
    void afterTheResultAndBeforeTheCommitTheVersionIsSettledTwiceWithTheSameMeaning() {
        // Given
        CountDownLatch turned = new CountDownLatch(1);
        rig.outbox.before = line -> awaitUninterruptibly(turned);
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.turn();
        // Only now may the result be written: a quick attempt is settled within the turn, which then commits it.
        turned.countDown();
        await().until(() -> rig.lanes().buffered() == 0);
        rig.die();

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("APPLIED a@1", "APPLIED a@1");
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.committedOffset()).isEqualTo(1);
    }

    @Test
    void whatWasSettledBehindAnOpenCommandAndCommittedIsNotRepeatedAndTheRestIsReadFirst() {
        // Given
        rig.settleBehindAnOpenCommand();
        rig.pass(Duration.ofSeconds(1));
        rig.turn();
        rig.die();
        rig.ghl.cities.put("ghl-b", "Typed there");
        rig.ghl.before = call -> null;
        rig.ghl.calls.clear();

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.ghl.calls).hasSize(2);
        assertThat(rig.ghl.calls.getFirst()).isEqualTo(new ContactCall.Read("ghl-a"));
        assertThat(rig.ghl.cities).containsEntry("ghl-b", "Typed there").containsEntry("ghl-a", "Oslo");
        assertThat(rig.outbox.written).containsExactly("APPLIED b@2", "APPLIED a@1");
        assertThat(rig.committedOffset()).isEqualTo(2);
    }

    @Test
    void aProcessThatStoodStillWithAWriteInItsHandTellsOfItAndReadsFirstWhenItRunsAgain() {
        // Given
        var frozen = new AtomicBoolean(true);
        rig.ghl.before = call -> {
            if (frozen.getAndSet(false)) {
                rig.pass(LoopRig.REQUEST_TIMEOUT.plusSeconds(1));
            }
            return null;
        };
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.turn();
        await().until(() -> !rig.outbox.written.isEmpty());

        // When
        rig.pass(Duration.ofSeconds(1));
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("ZOMBIE_CHECK a@1", "APPLIED a@1");
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
        assertThat(rig.ghl.calls.getLast()).isEqualTo(new ContactCall.Read("ghl-a"));
    }

    @Test
    void aNewerVersionTakesThePlaceOfOneThatStoodStillAndIsToldThatItMayHaveBeenSent() {
        // Given
        var frozen = new CountDownLatch(1);
        rig.ghl.before = call -> {
            awaitUninterruptibly(frozen);
            return null;
        };
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.turn();
        await().until(() -> rig.ghl.calls.size() == 1);
        rig.write(Commands.update("L", "a", 2, 1, "Bern"));
        rig.turn();
        rig.pass(LoopRig.REQUEST_TIMEOUT.plusSeconds(1));

        // When
        frozen.countDown();
        await().until(() -> rig.outbox.written.size() == 2);
        rig.pass(Duration.ofSeconds(1));
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("ZOMBIE_CHECK a@1", "SUPERSEDED a@1 maybe sent", "PARTLY a@2");
        assertThat(rig.ghl.written()).containsExactly("ghl-a=Oslo");
    }

    @Test
    void theNextProcessSaysOfVersionsThatNewerOnesReplaceThatTheyMayHaveBeenSent() {
        // Given
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));
        rig.outbox.before = line -> {
            throw new FakeOutbox.Died();
        };
        rig.turnUntilQuiet();
        rig.die();
        rig.outbox.before = line -> {};
        rig.write(Commands.update("L", "a", 2, 1, "Bern"));

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactlyInAnyOrder("SUPERSEDED a@1 maybe sent", "PARTLY a@2");
    }

    @Test
    void aVersionOfWhichTheTagsWereTakenIsParkedAsOneThatMayHaveBeenSent() {
        // Given
        rig.ghl.before = call -> call instanceof ContactCall.Update
                ? new Answer.Refused(401, Answer.Refusal.TOKEN_INVALID, Set.of(), null, null)
                : null;
        rig.write(PushCommand.newBuilder(Commands.update("L", "a", 1, 1, "Oslo"))
                .setTagsAdd(List.of("vip"))
                .build());

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("PARKED a@1 maybe sent");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while the turn was not over.", e);
        }
    }

    @Test
    void betweenTheDeadLetterAndItsResultBothAreThereInTheEnd() {
        // Given
        rig.ghl.before = call -> new Answer.ServerFault(503);
        rig.write(Commands.update("L", "a", 1, 6, "Oslo"));
        rig.outbox.before = line -> {
            if (line.startsWith("DEAD")) {
                throw new FakeOutbox.Died();
            }
        };
        rig.turnUntilQuiet();
        rig.die();
        rig.outbox.before = line -> {};

        // When
        rig.start();
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.outbox.written).containsExactly("DLQ a@1 server_fault", "DLQ a@1 server_fault", "DEAD a@1");
    }

    @Test
    void anOutcomeThatCannotBeWrittenStopsTheLoopAndCommitsNothing() {
        // Given
        rig.outbox.before = line -> {
            throw new FakeOutbox.Died();
        };
        rig.write(Commands.update("L", "a", 1, 1, "Oslo"));

        // When
        rig.turnUntilQuiet();

        // Then
        assertThat(rig.fatal()).isInstanceOf(FakeOutbox.Died.class);
        assertThat(rig.committedOffset()).isZero();
    }
}
