package dev.ghlsync.sync.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.Field.Writable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names are those on the topics: a change here breaks every consumer. */
class FieldKeyTest {
    @Test
    void namesOfKeyedFieldsCarryTheirSet() {
        // When
        var keys =
                Set.of(FieldKey.tag("vip"), FieldKey.custom("c1"), FieldKey.dndChannel("SMS"), FieldKey.of(Field.CITY));

        // Then
        assertThat(keys)
                .extracting(FieldKey::toString)
                .containsExactlyInAnyOrder("tags.vip", "customFields.c1", "dndSettings.SMS", "city");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tags.vip,        vip,       true,  false, false, ALWAYS",
        "customFields.c1, c1,        false, true,  false, ALWAYS",
        "dndSettings.SMS, SMS,       false, false, true,  NEVER",
        "city,            city,      false, false, false, ALWAYS",
        "company,         company,   false, false, false, ON_CREATE",
        "dnd,             dnd,       false, false, false, NEVER",
        "tags,            tags,      false, false, false, NEVER",
        "shoeSize,        shoeSize,  false, false, false, NEVER"
    })
    void aNameSaysWhatItIsAKeyOf(
            String name, String member, boolean tag, boolean custom, boolean channel, Writable writable) {
        // When
        var key = new FieldKey(name);

        // Then
        assertThat(key.member()).isEqualTo(member);
        assertThat(key.isTag()).isEqualTo(tag);
        assertThat(key.isCustom()).isEqualTo(custom);
        assertThat(key.isDndChannel()).isEqualTo(channel);
        assertThat(key.writable()).isEqualTo(writable);
    }

    @ParameterizedTest(name = "{0} among {1}: {2}")
    @CsvSource({
        "tags.vip,        tags.vip,        true",
        "tags.vip,        tags.old,        false",
        "tags.vip,        tags,            true",
        "tags.vip,        customFields,    false",
        "customFields.c1, customFields,    true",
        "customFields.c1, tags,            false",
        "city,            city phone,      true",
        "city,            tags customFields, false"
    })
    void theSetOfAllStandsForEachTagAndEachCustomField(String name, String names, boolean expected) {
        // Given
        var keys = Arrays.stream(names.split(" ")).map(FieldKey::new).collect(Collectors.toSet());

        // When
        boolean among = new FieldKey(name).isAmong(keys);

        // Then
        assertThat(among).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aFieldIsFoundByItsName(Field field) {
        // When
        var named = Field.named(field.fieldName());

        // Then
        assertThat(named).contains(field);
    }

    @Test
    void keysAreSortedByName() {
        // When
        int order = FieldKey.tag("a").compareTo(FieldKey.tag("b"));

        // Then
        assertThat(order).isNegative();
    }
}
