package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscillationTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final Oscillation oscillation = new Oscillation();

    @ParameterizedTest(name = "{0} every {1} s, attempt {2}: {3}")
    @CsvSource({
        "ABABABABA,   30, 1, true",
        "ABABABAB,    30, 1, false",
        "AAAAAAAA,    30, 1, true",
        "AAAAAAA,     30, 1, false",
        "ABCDEFGHIJK, 30, 1, false",
        "ABABABABA,  120, 1, false",
        "ABABABABA,   30, 2, false"
    })
    void onlyValuesThatComeBackMoreThanSixTimesInTenMinutesSwing(
            String values, int seconds, int attempt, boolean swings) {
        // Given
        int last = values.length() - 1;
        for (int i = 0; i < last; i++) {
            oscillation.swinging(wish(i, attempt, values.substring(i, i + 1)), START.plusSeconds((long) i * seconds));
        }

        // When
        Set<String> swinging = oscillation.swinging(
                wish(last, attempt, values.substring(last)), START.plusSeconds((long) last * seconds));

        // Then
        assertThat(swinging).isEqualTo(swings ? Set.of("city") : Set.of());
    }

    @Test
    void manyOtherContactsDoNotHideOneThatSwings() {
        // Given
        for (int i = 0; i < 8; i++) {
            oscillation.swinging(wish(i, 1, i % 2 == 0 ? "A" : "B"), START.plusSeconds(i));
        }
        for (int i = 0; i < 2_000; i++) {
            oscillation.swinging(wish("other-" + i, 1, 1, "A"), START.plusSeconds(10));
        }

        // When
        Set<String> swinging = oscillation.swinging(wish(8, 1, "A"), START.plusSeconds(20));

        // Then
        assertThat(swinging).containsExactly("city");
    }

    private static PushWish wish(long version, int attempt, String city) {
        return wish("c", version, attempt, city);
    }

    private static PushWish wish(String contact, long version, int attempt, String city) {
        return new PushWish(
                "L",
                contact,
                "ghl",
                version,
                attempt,
                PushWish.Kind.UPDATE,
                List.of(new FieldWish("city", city, null, true)),
                Set.of(),
                Set.of(),
                null);
    }
}
