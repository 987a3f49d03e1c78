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
        Tenure tenure = new Tenure(0, 100, Progress.untouched(100), 100, NOW);
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
        Tenure taken = new Tenure(0, 0, Progress.unknown(0), 10, NOW.plusSeconds(45));

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
        Tenure handedOver = new Tenure(0, 0, Progress.untouched(0), 10, NOW.plusSeconds(45));

        // When
        Carry carry = handedOver.carryFor("a", 3, NOW);

        // Then
        assertThat(carry).isEqualTo(Carry.NONE);
        assertThat(handedOver.mayHaveBeenSent(3, NOW)).isFalse();
    }

    @Test
    void idleMeansNothingRuns() {
        // Given
        Tenure tenure = new Tenure(0, 0, Progress.untouched(0), 0, NOW);
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

    @ParameterizedTest(name = "begun {0}, settled {1}")
    @CsvSource({
        "'',        '',      0, '',  ''",
        "0,         '',      0, '',  0",
        "0,         0,       1, '',  ''",
        "1,         1,       0, 1,   ''",
        "'',        2,       0, 2,   ''",
        "0 1 2 3,   1 3,     0, 1 3, 0 2",
        "0 1 2 3 4, 0 1 3,   2, 3,   2 4",
        "0 1 2 3 4, 0 1 2 3 4, 5, '', ''"
    })
    void theNextOwnerKnowsWhatIsDoneAndWhatWasBegun(
            String begun, String settled, long committable, String done, String doubtful) {
        // Given
        Tenure tenure = new Tenure(0, 0, Progress.untouched(0), 5, NOW);
        for (long offset = 0; offset < 5; offset++) {
            tenure.opened(offset, "contact-" + offset);
        }
        offsets(begun).forEach(tenure::begin);
        offsets(settled).forEach(tenure::settled);

        // When
        Progress handedOver =
                Progress.parse(tenure.committable(), tenure.handedOver(NOW).text());
        Progress diedAtWork =
                Progress.parse(tenure.committable(), tenure.atWork().text());

        // Then
        assertThat(tenure.committable()).isEqualTo(committable);
        assertThat(handedOver.allDone())
                .containsExactlyElementsOf(offsets(done).boxed().toList());
        assertThat(diedAtWork.allDone())
                .containsExactlyElementsOf(offsets(done).boxed().toList());
        assertThat(LongStream.range(committable, 5).filter(handedOver::isInDoubt))
                .containsExactlyElementsOf(offsets(doubtful).boxed().toList());
    }

    @Test
    void aNewerCommandIsNotSettledForTheNextOwnerWhileAnOlderOneOfItsContactIsOpen() {
        // Given
        Tenure tenure = new Tenure(0, 0, Progress.untouched(0), 3, NOW);
        tenure.opened(0, "a");
        tenure.opened(1, "a");
        tenure.opened(2, "b");

        // When
        tenure.settled(1);
        tenure.settled(2);

        // Then
        assertThat(tenure.atWork().allDone()).containsExactly(2L);
        assertThat(tenure.handedOver(NOW).isInDoubt(1))
                .as("it was sent, so it is read before it is sent again")
                .isTrue();
    }

    @Test
    void whileTheOwnerBeforeMayBeAtWorkAHandOverSaysSo() {
        // Given
        Tenure tenure = new Tenure(0, 0, Progress.unknown(0), 3, NOW.plusSeconds(45));
        tenure.opened(0, "a");

        // When
        Progress early = tenure.handedOver(NOW.plusSeconds(44));
        Progress late = tenure.handedOver(NOW.plusSeconds(45));

        // Then
        assertThat(early.handedOver()).isFalse();
        assertThat(late.handedOver()).isTrue();
        assertThat(LongStream.range(0, 5).filter(late::isInDoubt)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatWasSettledTooFarBehindAnOpenOneIsInDoubt() {
        // Given
        Tenure tenure = new Tenure(0, 0, Progress.untouched(0), 0, NOW);
        long far = Progress.REACH + 5L;
        for (long offset = 0; offset <= far; offset++) {
            tenure.opened(offset, "contact-" + offset);
            if (offset > 0) {
                tenure.settled(offset);
            }
        }

        // When
        Progress next = Progress.parse(0, tenure.handedOver(NOW).text());

        // Then
        assertThat(next.isDone(Progress.REACH - 1L)).isTrue();
        assertThat(next.isDone(far)).isFalse();
        assertThat(next.isInDoubt(far)).isTrue();
        assertThat(next.isInDoubt(far + 1)).isFalse();
    }

    private static LongStream offsets(String text) {
        return text.isEmpty()
                ? LongStream.empty()
                : Arrays.stream(text.split(" ")).mapToLong(Long::parseLong);
    }
}
