package dev.ghlsync.push.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.Carry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenureTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void onlyTheContiguousSettledPrefixIsCommitted(long seed) {
        // Given
        Tenure tenure = new Tenure(0, 100, true, 100, NOW);
        List<Long> offsets = new ArrayList<>();
        // Transaction markers take offsets too: the offsets of records have gaps.
        for (long offset = 100; offset < 300; offset += 1 + new Random(seed + offset).nextInt(3)) {
            offsets.add(offset);
            tenure.opened(offset);
        }
        long last = offsets.getLast();
        List<Long> open = new ArrayList<>(offsets);
        Collections.shuffle(offsets, new Random(seed));

        // When
        for (long offset : offsets) {
            tenure.settled(offset);
            open.remove(offset);
            long expected = open.isEmpty() ? last + 1 : open.getFirst();

            // Then
            assertThat(tenure.committable()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void withoutHandOverTheFirstCommandOfAContactIsCareful() {
        // Given
        Tenure taken = new Tenure(0, 0, false, 10, NOW.plusSeconds(45));

        // When
        List<Carry> carries = List.of(
                taken.carryFor("a", 3, NOW),
                taken.carryFor("a", 4, NOW),
                taken.carryFor("b", 12, NOW),
                taken.carryFor("c", 13, NOW.plusSeconds(45)),
                taken.carryFor("d", 9, NOW.plusSeconds(500)));

        // Then
        assertThat(carries).containsExactly(Carry.CAREFUL, Carry.NONE, Carry.CAREFUL, Carry.NONE, Carry.CAREFUL);
        assertThat(taken.mayHaveBeenSent(4, NOW)).isTrue();
        assertThat(taken.mayHaveBeenSent(10, NOW.plusSeconds(44))).isTrue();
        assertThat(taken.mayHaveBeenSent(10, NOW.plusSeconds(45))).isFalse();
    }

    @Test
    void afterAHandOverNothingNeedsCare() {
        // Given
        Tenure handedOver = new Tenure(0, 0, true, 10, NOW.plusSeconds(45));

        // When
        Carry carry = handedOver.carryFor("a", 3, NOW);

        // Then
        assertThat(carry).isEqualTo(Carry.NONE);
        assertThat(handedOver.mayHaveBeenSent(3, NOW)).isFalse();
    }

    @Test
    void idleMeansNothingRuns() {
        // Given
        Tenure tenure = new Tenure(0, 0, true, 0, NOW);
        tenure.begin();
        tenure.end();

        // When
        boolean idleWhileRunning = tenure.awaitIdle(Duration.ofMillis(10));
        tenure.finish();
        boolean idleAfterwards = tenure.awaitIdle(Duration.ofMillis(10));

        // Then
        assertThat(idleWhileRunning).isFalse();
        assertThat(idleAfterwards).isTrue();
        assertThat(tenure.begin()).isFalse();
    }
}
