package dev.ghlsync.push.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"handed-over, true", "at-work, false"})
    void twoWordsAreEnoughWhenNothingIsDoneBehindTheOffset(String text, boolean handedOver) {
        // When
        Progress progress = Progress.parse(7, text);

        // Then
        assertThat(progress).isEqualTo(new Progress(7, handedOver, new BitSet(), new BitSet(), 7));
        assertThat(progress.text()).isEqualTo(text);
    }

    @Test
    void whatIsSaidIsRead() {
        // Given
        var progress = new Progress(1_000, true, bits(1, 3, 70), bits(0, 2), 1_050);

        // When
        Progress read = Progress.parse(1_000, progress.text());

        // Then
        assertThat(read).isEqualTo(progress);
        assertThat(read.isDone(1_003)).isTrue();
        assertThat(read.isDone(1_002)).isFalse();
        assertThat(read.isDone(999)).isFalse();
        assertThat(read.isInDoubt(1_002)).isTrue();
        assertThat(read.isInDoubt(1_003)).isFalse();
        assertThat(read.isInDoubt(1_049)).isTrue();
        assertThat(read.isInDoubt(1_050)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "done/7", "handed-over/", "handed-over/5", "at-work/1/=/", "at-work/x//", "handed-over/1/A/"
            })
    void aTextOfSomebodyElseMeansThatSomebodyWasAtWork(String text) {
        // When
        Progress progress = Progress.parse(7, text);

        // Then
        assertThat(progress).isEqualTo(Progress.unknown(7));
    }

    @Test
    void theLongestTextFindsRoom() {
        // Given
        var all = new BitSet();
        all.set(0, Progress.REACH);

        // When
        String text = new Progress(0, true, all, all, Integer.MAX_VALUE).text();

        // Then
        assertThat(text.length()).isBetween(3_000, 4_000);
        assertThat(Progress.parse(0, text).isDone(Progress.REACH - 1L)).isTrue();
    }

    private static BitSet bits(int... set) {
        var bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }
}
