package dev.ghlsync.sync.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonesTest {
    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "030 1234567,           DE, +49301234567",
        "(415) 555-2671,        US, +14155552671",
        "+49 30 1234567,        US, +49301234567",
        "+1 415 555 2671 x 22,  US, +14155552671;ext=22",
        "call me,               US, call me",
        "12,                    US, 12",
        "'',                    US, "
    })
    void aNumberIsE164AndWhatIsNoneStaysAsTyped(String typed, String country, @Nullable String expected) {
        // When
        var canonical = Phones.canonical(typed, country);

        // Then
        assertThat(canonical).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"+14155552671;ext=22,+14155552671", "+14155552671,+14155552671", "call me,call me", ";ext=22,''"})
    void ghlKeepsNoExtension(String canonical, String expected) {
        // When
        var sent = Phones.withoutExtension(canonical);

        // Then
        assertThat(sent).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "+14155552671,        true",
        "+1234,               true",
        "+123,                false",
        "14155552671,         false",
        "+14155552671;ext=22, false",
        "+1415555a671,        false",
        "+1415555/671,        false",
        "+1415555:671,        false",
        "+0009,               true",
        ",                    false"
    })
    void onlyAWholeNumberIdentifiesAPerson(@Nullable String canonical, boolean expected) {
        // When
        boolean identifies = Phones.isNumber(canonical);

        // Then
        assertThat(identifies).isEqualTo(expected);
    }
}
