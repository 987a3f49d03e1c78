package dev.ghlsync.push.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.Carry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void withoutHandOverWhatWasThereAndTheFirstLaterCommandOfAContactAreCareful() {
        // Given
        Tenure taken = new Tenure(0, 0, false, 10, NOW.plusSeconds(45));

        // When
        List<Carry> carries = List.of(
                taken.carryFor("a", 3, NOW),
                taken.carryFor("a", 4, NOW),
                taken.carryFor("b", 12, NOW),
                taken.carryFor("b", 13, NOW),
                taken.carryFor("c", 14, NOW.plusSeconds(45)),
                taken.carryFor("d", 9, NOW.plusSeconds(500)));

        // Then
        assertThat(carries)
                .containsExactly(Carry.CAREFUL, Carry.CAREFUL, Carry.CAREFUL, Carry.NONE, Carry.NONE, Carry.CAREFUL);
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
        tenure.begin(0);
        tenure.keepBusy();
        tenure.end();

        // When
        boolean idleWhileRunning = tenure.awaitIdle(Duration.ofMillis(10));
        tenure.finish();
        boolean idleWhileWriting = tenure.awaitIdle(Duration.ofMillis(10));
        tenure.finish();
        boolean idleAfterwards = tenure.awaitIdle(Duration.ofMillis(10));

        // Then
        assertThat(idleWhileRunning).isFalse();
        assertThat(idleWhileWriting).isFalse();
        assertThat(idleAfterwards).isTrue();
        assertThat(tenure.begin(1)).isFalse();
    }

    @ParameterizedTest(name = "begun {0}, settled {1}: {2}")
    @CsvSource({
        "'',    '',    true",
        "'',    0,     true",
        "0,     '',    false",
        "0,     0,     true",
        "0 1,   0 1,   true",
        "1,     '',    false",
        "1,     1,     false",
        "'',    2,     false",
        "0 1 2, 0 1 2, true"
    })
    void aHandOverIsCleanOnlyWhenNothingThatIsReadAgainWasBegun(String begun, String settled, boolean clean) {
        // Given
        Tenure tenure = new Tenure(0, 0, true, 3, NOW);
        for (long offset = 0; offset < 3; offset++) {
            tenure.opened(offset);
        }

        // When
        offsets(begun).forEach(tenure::begin);
        offsets(settled).forEach(tenure::settled);

        // Then
        assertThat(tenure.isUntouchedFromCommittable()).isEqualTo(clean);
    }

    private static LongStream offsets(String text) {
        return text.isEmpty()
                ? LongStream.empty()
                : Arrays.stream(text.split(" ")).mapToLong(Long::parseLong);
    }
}
