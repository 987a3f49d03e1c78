package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.destination.CustomValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFormsTest {
    private static final FieldForms FORMS = new FieldForms(CustomValues::canonical);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "givenName | Ada | ada | true",
                "givenName | Ada | Adam | false",
                "email | A@B.example | a@b.example | true",
                "phone | +15551234567 | +1 (555) 123-4567 | true",
                "phone | +15551234567 | +15551234568 | false",
                "country | us | US | true",
                "dateOfBirth | 1990-02-03 | 1990-02-03T00:00:00.000Z | true",
                "city | Rome | rome | false",
                "city | - | '' | true",
                "customFields.x | '\"42\"' | 42 | true",
                "customFields.x | 42.0 | 42 | true",
                "customFields.x | '[\"b\",\"a\"]' | '[\"a\",\"b\"]' | true",
                "customFields.x | '[\"a\"]' | '[\"a\",\"b\"]' | false",
                "customFields.x | '{\"b\":1,\"a\":2}' | '{\"a\":2,\"b\":1}' | true",
                "customFields.x | null | '\"\"' | true",
                "customFields.x | - | [] | true",
                "customFields.x | '\"yes\"' | '\"no\"' | false"
            })
    void equalWhateverWayItIsWritten(String field, @Nullable String a, @Nullable String b, boolean same) {
        // When
        boolean found = FORMS.same(field, a, b);

        // Then
        assertThat(found).isEqualTo(same);
    }
}
