package dev.ghlsync.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedTest {
    @Test
    void isTheSameAfterItsTextWentWithTheOffset() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            // Given
            long start = random.nextLong(1L << 40);
            var open = new TreeSet<Long>();
            random.longs(random.nextInt(60), start, start + 200).forEach(open::add);
            Finished finished = Finished.but(open, start + 200 + random.nextInt(10));

            // When
            Finished read = Finished.parse(finished.from(), finished.text());

            // Then
            LongStream.range(start, start + 220)
                    .forEach(offset -> assertThat(read.contains(offset)).isEqualTo(finished.contains(offset)));
        }
    }

    @Test
    void neverSaysThatSomethingIsDoneForWantOfRoom() {
        // Given
        var open = new TreeSet<Long>();
        LongStream.range(0, 2_000).forEach(i -> open.add(1_000_000 + 3 * i));
        Finished finished = Finished.but(open, 2_000_000);

        // When
        String text = finished.text();

        // Then
        Finished read = Finished.parse(finished.from(), text);
        assertThat(text).hasSizeLessThan(4_096);
        assertThat(open).noneMatch(read::contains);
        assertThat(read.contains(1_000_001)).isTrue();
        assertThat(read.contains(1_999_999)).as("no room for it").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "handed-over", "done/", "done/x", "done/-4", "done/7,", "done/99999999999999999999"})
    void aTextOfSomebodyElseSaysNothing(String text) {
        // Given
        long from = 40;

        // When
        Finished read = Finished.parse(from, text);

        // Then
        assertThat(LongStream.range(30, 60)).noneMatch(read::contains);
    }
}
