package dev.ghlsync.push.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Owners of one partition after each other, which die or hand over at any moment: what one of them sent no other sends blindly. */
class TenurePropertyTest {
    private static final int OWNERS = 12;
    private static final int RECORDS = 60;
    private static final int CONTACTS = 25;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingBegunIsForgottenAndNothingOpenCountsAsDone(long seed) {
        // Given
        var random = new Random(seed);
        Instant now = Instant.EPOCH;
        Progress inherited = Progress.untouched(0);
        Set<Long> everBegun = new HashSet<>();
        Set<Long> everSettled = new HashSet<>();
        boolean everDied = false;

        for (int owner = 0; owner < OWNERS; owner++) {
            now = now.plusSeconds(10);
            var tenure = new Tenure(0, inherited.from(), inherited, RECORDS, now.plusSeconds(random.nextInt(20)));
            int polled = random.nextInt(RECORDS + 1);
            var mine = new TreeSet<Long>();
            for (long offset = inherited.from(); offset < polled; offset++) {
                if (tenure.wasSettled(offset)) {
                    // Then
                    assertThat(everSettled)
                            .as("done by somebody, seed %d", seed)
                            .contains(offset);
                    tenure.opened(offset);
                    tenure.settled(offset);
                } else {
                    // Then
                    if (everBegun.contains(offset) || everSettled.contains(offset)) {
                        assertThat(tenure.mayHaveBeenSent(offset, now))
                                .as("offset %d is read first, seed %d", offset, seed)
                                .isTrue();
                    } else if (!everDied) {
                        assertThat(tenure.mayHaveBeenSent(offset, now))
                                .as("offset %d was never begun, seed %d", offset, seed)
                                .isFalse();
                    }
                    tenure.opened(offset, "contact-" + offset % CONTACTS);
                    mine.add(offset);
                }
            }
            for (long offset : mine) {
                if (random.nextInt(3) == 0) {
                    tenure.begin(offset);
                    everBegun.add(offset);
                    tenure.finish();
                    if (random.nextInt(3) > 0) {
                        tenure.settled(offset);
                        everSettled.add(offset);
                    }
                }
            }
            tenure.end();

            // When
            boolean dies = random.nextInt(3) == 0;
            everDied |= dies;
            Progress last = dies ? tenure.atWork() : tenure.handedOver(now);
            inherited = Progress.parse(last.from(), last.text());

            // Then
            assertThat(LongStream.range(0, last.from()).allMatch(everSettled::contains))
                    .as("all before the offset is settled, seed %d", seed)
                    .isTrue();
        }
    }
}
