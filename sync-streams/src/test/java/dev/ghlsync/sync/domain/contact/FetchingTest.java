package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Fetching.Reason;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Times of GoHighLevel are small numbers, ours start at {@link #NOW}. */
class FetchingTest {
    private static final long NOW = 1_000_000;

    @Test
    void aReadIsAskedForASecondLater() {
        // When
        var wanted = Fetching.NONE.wanted(Reason.NOT_STATED, 10, NOW);

        // Then
        assertThat(wanted).isEqualTo(new Fetching(Reason.NOT_STATED, 10, NOW + 1_000, 0));
    }

    @ParameterizedTest(name = "about {0}: still about {1}")
    @CsvSource({"9,10", "10,10", "11,11"})
    void readsWantedTogetherBecomeOneAboutTheNewest(long of, long wantedOf) {
        // Given
        var wanted = Fetching.NONE.wanted(Reason.NOT_STATED, 10, NOW);

        // When
        var again = wanted.wanted(Reason.CONTRADICTION, of, NOW + 500);

        // Then
        assertThat(again).isEqualTo(new Fetching(Reason.NOT_STATED, wantedOf, NOW + 1_000, 0));
    }

    @Test
    void readsOfOneContactKeepADistance() {
        // Given
        var asked = Fetching.NONE
                .wanted(Reason.NOT_STATED, 10, NOW)
                .asked(NOW + 1_000)
                .answered(10);

        // When
        var next = asked.wanted(Reason.CONTRADICTION, 20, NOW + 2_000);

        // Then
        assertThat(next.dueAt()).isEqualTo(NOW + 11_000);
        assertThat(next.askedAt()).isEqualTo(NOW + 1_000);
    }

    @Test
    void aReadThatWasAskedForIsAskedForSoonerWhenSomethingNewerIsToBeJudged() {
        // Given
        var asked = Fetching.NONE.wanted(Reason.NOT_STATED, 10, NOW).asked(NOW + 1_000);

        // When
        var next = asked.wanted(Reason.CONTRADICTION, 20, NOW + 2_000);

        // Then
        assertThat(asked.dueAt()).isEqualTo(NOW + 601_000);
        assertThat(next.dueAt()).isEqualTo(NOW + 11_000);
        assertThat(next.reason()).isEqualTo(Reason.NOT_STATED);
    }

    @Test
    void whatAReadWasAskedForIsNoReasonToAskSooner() {
        // Given
        var asked = Fetching.NONE.wanted(Reason.NOT_STATED, 10, NOW).asked(NOW + 1_000);

        // When
        var again = asked.wanted(Reason.NOT_STATED, 10, NOW + 2_000);

        // Then
        assertThat(again).isEqualTo(asked);
    }

    @ParameterizedTest(name = "vouches until {0}: answered {1}")
    @CsvSource({"9,false", "10,true", "11,true"})
    void onlyAnAnswerAsNewAsTheQuestionAnswersIt(long until, boolean answered) {
        // Given
        var wanted = Fetching.NONE.wanted(Reason.NOT_STATED, 10, NOW);

        // When
        var after = wanted.answered(until);

        // Then
        assertThat(after).isEqualTo(answered ? Fetching.NONE : wanted);
    }

    @Test
    void nothingWantedNeedsNoAnswer() {
        // Given
        var asked = new Fetching(null, 0, 0, NOW);

        // When
        var after = asked.answered(10);

        // Then
        assertThat(after).isEqualTo(asked);
    }

    @ParameterizedTest
    @EnumSource
    void theCodeOnTheTopicIsTheName(Reason reason) {
        // When
        var code = reason.code();

        // Then
        assertThat(code).isEqualTo(reason.name().toLowerCase(Locale.ROOT));
    }
}
