package dev.ghlsync.push.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactLanesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Tenure tenure = new Tenure(0, 0, Progress.untouched(0), 0, NOW);
    private long nextOffset;

    @Test
    void aContactRunsOneCommandAtATime() {
        // Given
        ContactLanes lanes = new ContactLanes(LaneLimits.DEFAULT);
        Work first = work("L", "a");
        Work second = work("L", "a");
        lanes.accept(first);
        List<Work> started = lanes.startable(NOW);
        lanes.accept(second);

        // When
        List<Work> whileRunning = lanes.startable(NOW);
        lanes.finished(first);
        List<Work> afterwards = lanes.startable(NOW);

        // Then
        assertThat(started).containsExactly(first);
        assertThat(whileRunning).isEmpty();
        assertThat(afterwards).containsExactly(second);
    }

    @Test
    void aNewerCommandTakesThePlaceOfOneThatHasNotStarted() {
        // Given
        ContactLanes lanes = new ContactLanes(LaneLimits.DEFAULT);
        Work first = work("L", "a");
        Work second = work("L", "a");
        lanes.accept(first);

        // When
        Optional<Work> superseded = lanes.accept(second);

        // Then
        assertThat(superseded).contains(first);
        assertThat(lanes.startable(NOW)).containsExactly(second);
        assertThat(lanes.buffered()).isEqualTo(1);
    }

    @Test
    void aPausedLocationHoldsUpNobodyElse() {
        // Given
        ContactLanes lanes = new ContactLanes(new LaneLimits(2, 2, 100, 100));
        Work throttled = work("slow", "a");
        lanes.accept(throttled);
        lanes.startable(NOW);
        lanes.runLater(throttled, NOW.plusSeconds(10), AttemptOutcome.Scope.LOCATION, Carry.NONE);
        lanes.accept(work("slow", "b"));
        Work other = work("fast", "c");
        lanes.accept(other);

        // When
        List<Work> meanwhile = lanes.startable(NOW.plusSeconds(9));
        lanes.finished(other);
        List<Work> afterwards = lanes.startable(NOW.plusSeconds(10));

        // Then
        assertThat(meanwhile).containsExactly(other);
        assertThat(afterwards).extracting(w -> w.wish().contactId()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aLocationTakesNoMoreThanItsShare() {
        // Given
        ContactLanes lanes = new ContactLanes(new LaneLimits(10, 2, 100, 100));
        for (int i = 0; i < 5; i++) {
            lanes.accept(work("busy", "a" + i));
        }
        lanes.accept(work("quiet", "b"));

        // When
        List<Work> started = lanes.startable(NOW);

        // Then
        assertThat(started).extracting(w -> w.wish().locationId()).containsExactlyInAnyOrder("busy", "busy", "quiet");
    }

    @Test
    void aDeferredCommandGivesWayToANewerOneThatKeepsItsCaution() {
        // Given
        ContactLanes lanes = new ContactLanes(LaneLimits.DEFAULT);
        Work create = work("L", "a");
        lanes.accept(create);
        lanes.startable(NOW);
        Instant searchable = NOW.plusSeconds(60);
        Carry carry = new Carry(true, Map.of("phone", new Refusal(Reason.FIELD_REFUSED, 422)), false);
        lanes.runLater(create, searchable, AttemptOutcome.Scope.CONTACT, carry);

        // When
        Optional<Work> superseded = lanes.accept(work("L", "a"));

        // Then
        assertThat(superseded).map(Work::raw).contains(create.raw());
        assertThat(lanes.startable(searchable.minusMillis(1))).isEmpty();
        assertThat(lanes.startable(searchable)).extracting(Work::carry).containsExactly(Carry.CAREFUL);
    }

    @Test
    void aRevokedPartitionBeginsNothing() {
        // Given
        ContactLanes lanes = new ContactLanes(LaneLimits.DEFAULT);
        Work running = work("L", "a");
        lanes.accept(running);
        lanes.startable(NOW);
        lanes.accept(work("L", "a"));
        lanes.accept(work("L", "b"));

        // When
        tenure.end();
        lanes.drop(tenure);
        lanes.finished(running);

        // Then
        assertThat(lanes.startable(NOW)).isEmpty();
        assertThat(lanes.buffered()).isZero();
        assertThat(lanes.running()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheOrderEveryCommandIsSettledOnceAndNothingIsLeft(long seed) {
        // Given
        Random random = new Random(seed);
        ContactLanes lanes = new ContactLanes(new LaneLimits(4, 3, 50, 50));
        Set<Long> settled = new HashSet<>();
        List<Work> running = new ArrayList<>();
        Map<String, Long> newestStarted = new TreeMap<>();
        Instant now = NOW;
        int accepted = 0;

        // When
        while (accepted < 400 || lanes.buffered() > 0) {
            now = now.plusMillis(random.nextInt(5));
            if (accepted < 400 && lanes.hasRoom() && random.nextBoolean()) {
                Work work = work("L" + random.nextInt(3), "c" + random.nextInt(12));
                accepted++;
                lanes.accept(work).ifPresent(old -> settle(settled, old));
            }
            for (Work work : lanes.startable(now)) {
                assertThat(running).as("seed %d", seed).noneMatch(w -> w.lane().equals(work.lane()));
                assertThat(work.raw().offset()).isGreaterThanOrEqualTo(newestStarted.getOrDefault(work.lane(), -1L));
                newestStarted.put(work.lane(), work.raw().offset());
                running.add(work);
            }
            if (!running.isEmpty() && random.nextBoolean()) {
                Work work = running.remove(random.nextInt(running.size()));
                if (random.nextInt(4) == 0) {
                    var scope = random.nextBoolean() ? AttemptOutcome.Scope.CONTACT : AttemptOutcome.Scope.LOCATION;
                    lanes.runLater(work, now.plusMillis(random.nextInt(20)), scope, Carry.NONE)
                            .ifPresent(old -> settle(settled, old));
                } else {
                    settle(settled, work);
                    lanes.finished(work);
                }
            }
        }

        // Then
        assertThat(settled).as("seed %d", seed).hasSize(400);
        assertThat(lanes.running()).isZero();
    }

    private static void settle(Set<Long> settled, Work work) {
        assertThat(settled.add(work.raw().offset())).isTrue();
    }

    private Work work(String location, String contact) {
        long offset = nextOffset++;
        PushWish wish = new PushWish(
                location, contact, "ghl", offset, 1, PushWish.Kind.UPDATE, List.of(), Set.of(), Set.of(), null);
        RawCommand raw = new RawCommand("push.commands", 0, offset, null, null, null);
        return new Work(tenure, raw, wish, Carry.NONE, Instant.EPOCH, NOW, false);
    }
}
