package dev.ghlsync.sync.domain.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource({
        "name=a status=open,                     status=won,                        name=a status=won",
        "name=a status=open,                     name=,                             status=open",
        "name=a customFields.x=1,                customFields.y=2,                  name=a customFields.x=1"
                + " customFields.y=2",
        "name=a customFields.x=1,                customFields=,                     name=a",
        "name=a customFields.x=1,                customFields=all customFields.y=2, name=a customFields.y=2"
    })
    void whatIsStatedReplacesWhatWasThere(String before, String stated, String after) {
        // Given
        var picture = Sightings.picture(before);

        // When
        var next = picture.with(Sightings.webhook(1, stated));

        // Then
        assertThat(next).isEqualTo(Sightings.picture(after));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"a=1 b=2, a=1 b=2, ''", "a=1 b=2, a=1 b=3, b", "a=1,     b=2,     a b", "a=1,     '',      a"})
    void changedFieldsAreThoseOfEither(String one, String other, String changed) {
        // When
        var names = Sightings.picture(one).changedSince(Sightings.picture(other));

        // Then
        assertThat(String.join(" ", names)).isEqualTo(changed);
    }

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource({"a=1 b=2, a=1 b=2, false", "a=1 b=2, a=2 b=2, true", "a=1 b=2, a=1 b=3, true", "a=1, a=1 c=9, false"})
    void onlyTheFieldsAskedForAreCompared(String one, String other, boolean expected) {
        // When
        boolean differs = Sightings.picture(one).differs(Sightings.picture(other), "a", "b");

        // Then
        assertThat(differs).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"at=1700000000000,1700000000000,true", "name=a,,false"})
    void aFieldThatIsThereHasANumber(String text, @Nullable Long expected, boolean has) {
        // Given
        var picture = Sightings.picture(text);

        // When
        var number = picture.number("at");

        // Then
        assertThat(number).isEqualTo(expected);
        assertThat(picture.has("at")).isEqualTo(has);
    }

    @Test
    void theNameThatStandsForAllCustomFieldsIsNoField() {
        // When
        var picture = Sightings.picture("customFields=all customFields.x=1");

        // Then
        assertThat(picture.values()).containsOnlyKeys("customFields.x");
    }
}
