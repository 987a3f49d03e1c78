package dev.ghlsync.push.dlq.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayRuleTest {
    @ParameterizedTest(name = "on {0} of location {1}, contact {2}, {3} replays, last by {4}: {5}")
    @CsvSource({
        "PUSH, L, c, 0, ,     ",
        "PUSH, L, c, 2, run0, ",
        "PUSH, L, c, 3, run0, GUARDED",
        "PUSH, L, c, 3, run1, DONE",
        "PUSH, L, c, 0, run1, DONE",
        "PUSH, ,  c, 0, ,     UNREADABLE",
        "PUSH, L, ,  0, ,     UNREADABLE",
        "SYNC, L, ,  0, ,     APPLY",
        "SYNC, L, ,  3, ,     GUARDED"
    })
    void whatCanBeSaidWithoutLookingAtTheContact(
            Queue queue,
            @Nullable String location,
            @Nullable String contact,
            int replays,
            @Nullable String run,
            @Nullable Verdict expected) {
        // Given
        DeadLetter letter = Letters.of(queue, location, contact, replays, run, new Place("push.commands", 0, 1));

        // When
        Verdict verdict = ReplayRule.withoutLooking(letter, "run1");

        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    @Test
    void aRecordWhosePlaceIsNotKnownCannotBeReadAgain() {
        // When
        Verdict verdict = ReplayRule.withoutLooking(Letters.of(Queue.SYNC, "L", null, 0, null, null), "run1");

        // Then
        assertThat(verdict).isEqualTo(Verdict.UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aVerdictIsPrintedInLowerCase(Verdict verdict) {
        // When
        String code = verdict.code();

        // Then
        assertThat(code).isEqualTo(verdict.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"push,PUSH", "sync,SYNC", "other,"})
    void aQueueIsFoundByItsCode(String code, @Nullable Queue expected) {
        // When
        Queue queue = Queue.of(code).orElse(null);

        // Then
        assertThat(queue).isEqualTo(expected);
    }
}
