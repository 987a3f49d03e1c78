package dev.ghlsync.sync.domain.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
    @ParameterizedTest(name = "{0}: vouches until {1}, judges {2}")
    @CsvSource({"SEARCH,100,false", "WEBHOOK,100,false", "READ,200,true"})
    void onlyAReadVouchesForTheTimeAfterIt(Rank rank, long until, boolean judges) {
        // When
        var stamp = new Stamp(100, 200, rank);

        // Then
        assertThat(stamp.until()).isEqualTo(until);
        assertThat(stamp.judges()).isEqualTo(judges);
    }

    @Test
    void nothingIsVouchedForBeforeItWasTrue() {
        // When
        var failure = catchThrowable(() -> new Stamp(100, 99, Rank.READ));

        // Then
        assertThat(failure).hasMessage("A snapshot true at 100 cannot be vouched for until 99");
    }

    @Test
    void stampsAreOrderedByTimeThenAuthorityThenHowLongTheyVouch() {
        // Given
        var stamps = Stream.of(
                new Stamp(101, 101, Rank.SEARCH),
                new Stamp(100, 200, Rank.READ),
                new Stamp(100, 100, Rank.READ),
                new Stamp(100, 100, Rank.WEBHOOK),
                new Stamp(100, 100, Rank.SEARCH));

        // When
        var sorted = stamps.sorted().toList();

        // Then
        assertThat(sorted)
                .extracting(stamp -> stamp.at() + " " + stamp.rank() + " " + stamp.until())
                .containsExactly("100 SEARCH 100", "100 WEBHOOK 100", "100 READ 100", "100 READ 200", "101 SEARCH 101");
    }
}
