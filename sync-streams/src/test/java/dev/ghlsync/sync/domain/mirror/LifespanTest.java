package dev.ghlsync.sync.domain.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifespanTest {
    /** {@code g5} says at 5 that it is gone, {@code f5} that a read found it. */
    @ParameterizedTest(name = "{0}: found {1}, gone {2} to {3}")
    @CsvSource({
        "g5,          0, 5, 5",
        "g5 g7,       0, 5, 7",
        "g7 g5,       0, 5, 7",
        "f5,          5, 0, 0",
        "g5 f6,       6, 0, 0",
        "f6 g5,       6, 0, 0",
        "g5 f5,       5, 0, 0",
        "f5 g5,       5, 0, 0",
        "g5 f4,       4, 5, 5",
        "f4 g5,       4, 5, 5",
        "g5 g7 f6,    6, 7, 7",
        "f6 g5 g7,    6, 7, 7",
        "g5 f6 g7,    6, 7, 7",
        "g5 g7 f7,    7, 0, 0",
        "g5 g7 f8,    8, 0, 0",
        "g5 f6 f3,    6, 0, 0",
        "f3 f6,       6, 0, 0",
        "f6 f3 g5,    6, 0, 0"
    })
    void onlyALaterAnswerByIdRevives(String said, long foundAt, long goneFirst, long goneLast) {
        // When
        var lifespan = Lifespan.NEW;
        for (var word : said.split(" ")) {
            long at = Long.parseLong(word.substring(1));
            lifespan = word.startsWith("g") ? lifespan.gone(at) : lifespan.found(at);
        }

        // Then
        assertThat(lifespan).isEqualTo(new Lifespan(foundAt, goneFirst, goneLast));
        assertThat(lifespan.isGone()).isEqualTo(goneFirst > 0);
    }
}
