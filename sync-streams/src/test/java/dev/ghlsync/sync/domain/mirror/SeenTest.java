package dev.ghlsync.sync.domain.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeenTest {
    @Test
    void aRecordThatSaysNothingIsRefused() {
        // When
        var failure = catchThrowable(() -> new Seen(Kind.TASK, "g1", null, false, 10, Set.of(), false));

        // Then
        assertThat(failure).hasMessage("A record about TASK states neither fields nor that it is gone.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "BOOKING,false",
        "OPPORTUNITY,false",
        "TASK,false",
        "TAG,true",
        "CUSTOM_FIELD,true",
        "PIPELINE,true",
        "CALENDAR,true"
    })
    void aDefinitionNamesIdsAndIsOfNoContact(Kind kind, boolean expected) {
        // When
        boolean definition = kind.isDefinition();

        // Then
        assertThat(definition).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void theReasonOfAReadIsItsNameOnTheTopic(Reading reading) {
        // When
        var code = reading.code();

        // Then
        assertThat(code).isEqualTo(reading.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void definitionsAreFollowedSilently() {
        // When
        var turns = Rules.SILENT.turns(Optional.empty(), Sightings.picture("name=a"));

        // Then
        assertThat(turns).isEmpty();
        assertThat(Rules.SILENT.deletion(Sightings.picture("name=a"))).isEmpty();
        assertThat(Rules.SILENT.wants(Optional.empty(), Sightings.picture("name=a")))
                .isEmpty();
    }
}
