package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadBackTest {
    private static final FieldForms FORMS = new FieldForms(UnaryOperator.identity());

    @ParameterizedTest(name = "sent {0}, back {1}, unstated {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "Oslo, Oslo, city,  APPLIED,            -",
                "Oslo, Rome, city,  SILENTLY_DISCARDED, SILENTLY_DISCARDED",
                "Oslo, -,    city,  APPLIED,            -",
                "Oslo, -,    phone, SILENTLY_DISCARDED, SILENTLY_DISCARDED",
                "-,    -,    phone, APPLIED,            -",
                "-,    Rome, phone, SILENTLY_DISCARDED, SILENTLY_DISCARDED"
            })
    void aFieldGoHighLevelStatesOtherwiseWasDiscarded(
            @Nullable String sent,
            @Nullable String back,
            String unstated,
            FieldReport.Result result,
            @Nullable Reason reason) {
        // Given
        FieldWish wish = new FieldWish("city", sent, "Bern", true);
        Map<String, String> values = back == null ? Map.of() : Map.of("city", back);
        ContactView kept = new ContactView("ghl-1", values, Set.of(unstated), Set.of());

        // When
        List<FieldReport> reports = ReadBack.fields(List.of(wish), kept, FORMS);

        // Then
        assertThat(reports).containsExactly(new FieldReport("city", result, sent, reason, null));
    }

    @ParameterizedTest(name = "{0} should be there {1}: {2}")
    @CsvSource({
        "' VIP ', true,  APPLIED",
        "new,     true,  SILENTLY_DISCARDED",
        "vip,     false, SILENTLY_DISCARDED",
        "new,     false, APPLIED"
    })
    void aTagThatIsNotAsWantedWasDiscarded(String tag, boolean present, FieldReport.Result result) {
        // Given
        ContactView kept = new ContactView("ghl-1", Map.of(), Set.of(), Set.of("vip"));

        // When
        List<FieldReport> reports = ReadBack.tags(Set.of(tag), kept, present);

        // Then
        Reason reason = result == FieldReport.Result.APPLIED ? null : Reason.SILENTLY_DISCARDED;
        assertThat(reports).containsExactly(new FieldReport("tags." + tag, result, tag, reason, null));
    }
}
