package dev.ghlsync.sync.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.CustomFieldKeys.Named;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomFieldKeysTest {
    private static final CustomFieldKeys KEYS =
            new CustomFieldKeys(Map.of("contact.shoe_size", "cf1", "contact.hat", "cf2"));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "city=Bonn customFields.cf1=42,                        city=Bonn customFields.cf1=42",
        "customFields.contact.shoe_size=42,                    customFields.cf1=42",
        "customFields.contact.shoe_size=,                      customFields.cf1=",
        "customFields.contact.shoe_size=42 customFields.cf1=42, customFields.cf1=42",
        "customFields.contact.shoe_size= customFields.cf1=,    customFields.cf1=",
        "customFields.contact.hat=7 customFields.zz=42 tags.a.b=+, customFields.cf2=7 customFields.zz=42 tags.a.b=+",
    })
    void aFieldHasOneName(String given, String expected) {
        // When
        var named = KEYS.named(fields(given));

        // Then
        assertThat(named).isEqualTo(new Named.ById(fields(expected)));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "customFields.contact.shoes=42 city=Bonn,               unknown,       customFields.contact.shoes",
        "customFields.opportunity.shoe_size=42,                 unknown,       customFields.opportunity.shoe_size",
        "customFields.contact.shoe_size=42 customFields.cf1=43, contradiction, customFields.contact.shoe_size",
        "customFields.contact.shoe_size=42 customFields.cf1=,   contradiction, customFields.contact.shoe_size",
        "customFields.contact.shoe_size= customFields.cf1=42,   contradiction, customFields.contact.shoe_size",
    })
    void aFieldThatIsNotKnownOrHasTwoValuesIsNamed(String given, String problem, String field) {
        // When
        var named = KEYS.named(fields(given));

        // Then
        var key = new FieldKey(field);
        assertThat(named).isEqualTo(problem.equals("unknown") ? new Named.Unknown(key) : new Named.Contradiction(key));
    }

    private static SortedMap<FieldKey, @Nullable String> fields(String words) {
        var fields = new TreeMap<FieldKey, @Nullable String>();
        Arrays.stream(words.split(" ")).map(word -> word.split("=", 2)).forEach(pair -> {
            var value = pair[1].isEmpty() ? null : pair[1];
            fields.put(new FieldKey(pair[0]), value);
        });
        return fields;
    }
}
