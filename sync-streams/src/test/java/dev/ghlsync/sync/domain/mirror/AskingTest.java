package dev.ghlsync.sync.domain.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskingTest {
    private static final long NOW = 1_000_000;

    @Test
    void readsWantedTogetherBecomeOne() {
        // Given
        var asking = Asking.NONE.wanted(Reading.NOT_STATED, NOW).because("cause-1");

        // When
        var again = asking.wanted(Reading.CONTRADICTION, NOW + 500).because("cause-2");

        // Then
        assertThat(again).isEqualTo(new Asking(Reading.NOT_STATED, NOW + 1_000, 0, "cause-1"));
    }

    @Test
    void readsOfOneObjectKeepADistance() {
        // Given
        var asked = Asking.NONE.wanted(Reading.NOT_STATED, NOW).asked(NOW + 1_000);

        // When
        var next = asked.wanted(Reading.CONTRADICTION, NOW + 2_000);

        // Then
        assertThat(asked).isEqualTo(new Asking(null, 0, NOW + 1_000, null));
        assertThat(next.dueAt()).isEqualTo(NOW + 11_000);
    }

    @Test
    void anAnswerThatCameAnywayMakesAReadNeedless() {
        // Given
        var asking = Asking.NONE.asked(NOW).wanted(Reading.NOT_STATED, NOW + 1).because("cause-1");

        // When
        var answered = asking.answered();

        // Then
        assertThat(answered).isEqualTo(new Asking(null, 0, NOW, null));
        assertThat(answered.because("cause-2")).isEqualTo(answered);
        assertThat(answered.answered()).isEqualTo(answered);
    }
}
