package dev.ghlsync.sync.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a value is written before it is compared; in the tables an empty cell is no value. */
class CanonicalTest {
    @ParameterizedTest(name = "{0} \"{1}\" is \"{2}\"")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "EMAIL,' Anna@Example.COM ',anna@example.com",
                "EMAIL,'  ',",
                "EMAIL,,",
                "PHONE,030 1234567,+49301234567",
                "PHONE,' ',",
                "COUNTRY,' de ',DE",
                "COUNTRY,,",
                "DATE_OF_BIRTH,1990-02-01,1990-02-01",
                "DATE_OF_BIRTH,,",
                "CITY,' Bad Aibling ',Bad Aibling",
                "CITY,'\t ',",
                "GIVEN_NAME,Anna,Anna",
                "WEBSITE,https://Example.com,https://Example.com"
            })
    void aNamedFieldHasOneForm(Field field, @Nullable String written, @Nullable String expected) {
        // When
        var canonical = Canonical.of(field, written, "DE");

        // Then
        assertThat(canonical).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void noFieldOfAContactKeepsBlankText(Field field) {
        // When
        var canonical = Canonical.of(field, "  ", "DE");

        // Then
        assertThat(canonical).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1990-02-01",
        "1990/02/01",
        "1990.02.01",
        "1990_02_01",
        "02-01-1990",
        "02/01/1990",
        "02.01.1990",
        "02_01_1990",
        "1990-02-01T00:00:00.000Z"
    })
    void aDateIsTheSameInEveryFormGhlAccepts(String written) {
        // When
        var date = Canonical.date(written);

        // Then
        assertThat(date).isEqualTo("1990-02-01");
    }

    @ParameterizedTest
    @CsvSource({"in spring", "1990-02-30", "1990-02-01 10:00", "the 1st of T"})
    void textThatIsNoDateStaysAsItIs(String written) {
        // When
        var date = Canonical.date(written);

        // Then
        assertThat(date).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}: {1} and {2}, folded {3}")
    @CsvSource({
        "city,       Berlin,          Berlin,          false, true",
        "city,       Berlin,          berlin,          true,  false",
        "city,       ,                ,                false, true",
        "city,       Berlin,          ,                true,  false",
        "city,       ,                Berlin,          true,  false",
        "givenName,  Anna,            anna,            true,  true",
        "givenName,  Anna,            anna,            false, false",
        "givenName,  Anna,            anne,            true,  false",
        "familyName, Mac,             mac,             true,  true",
        "phone,      +49301,          +49301;ext=7,    false, true",
        "phone,      +49301;ext=8,    +49301;ext=7,    false, true",
        "phone,      +49301,          +49302,          false, false",
        "website,    +49301,          +49301;ext=7,    false, false"
    })
    void twoValuesAreTheSame(
            String field, @Nullable String a, @Nullable String b, boolean caseFolded, boolean expected) {
        // When
        boolean same = Canonical.same(new FieldKey(field), a, b, caseFolded);

        // Then
        assertThat(same).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "givenName,  anna, true",
        "familyName, mac,  true",
        "givenName,  Anna, false",
        "givenName,  ,     false",
        "city,       bonn, false"
    })
    void onlyANameWithoutUpperCaseMayHaveLostIt(String field, @Nullable String value, boolean expected) {
        // When
        boolean mayBeFolded = Canonical.mayBeFolded(new FieldKey(field), value);

        // Then
        assertThat(mayBeFolded).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"' VIP ',vip", "'  ',", "A b,a b"})
    void aTagIsTrimmedAndLowerCase(String written, @Nullable String expected) {
        // When
        var tag = Canonical.tag(written);

        // Then
        assertThat(tag).isEqualTo(expected);
    }
}
