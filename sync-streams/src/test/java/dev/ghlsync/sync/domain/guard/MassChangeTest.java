package dev.ghlsync.sync.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassChangeTest {
    @ParameterizedTest(name = "{0} of {1} contacts changed: held {2}")
    @CsvSource({
        "101,  1000, true",
        "100,  1000, false",
        "100,    10, false",
        "500, 10000, false",
        "501, 10000, true",
        "150, 10000, false"
    })
    void moreThanFivePercentAndAHundredContactsAreHeld(long changed, long known, boolean held) {
        // When
        boolean exceeded = MassChange.DEFAULT.isExceededBy(changed, known);

        // Then
        assertThat(exceeded).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} %, {1} contacts, {2} minutes")
    @CsvSource({"-1,100,10", "101,100,10", "5,-1,10", "5,100,0"})
    void aLimitThatMakesNoSenseIsRefused(int percent, int contacts, int minutes) {
        // When
        var failure = catchThrowable(() -> new MassChange(percent, contacts, minutes));

        // Then
        assertThat(failure)
                .hasMessageContaining("more than " + percent + " % and " + contacts + " contacts in " + minutes)
                .hasMessageContaining("set 0 to 100 %");
    }

    @ParameterizedTest(name = "more than {0} %")
    @CsvSource({"0,true", "100,false"})
    void theEndsOfTheRangeMayBeSet(int percent, boolean held) {
        // When
        var limit = new MassChange(percent, 0, 1);

        // Then
        assertThat(limit.isExceededBy(1, 1)).isEqualTo(held);
    }
}
