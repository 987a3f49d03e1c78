package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeWriteTest {
    private static final FieldForms FORMS = new FieldForms(UnaryOperator.identity());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // base, wanted, now in GHL, base known, what happens
                "Rome, Oslo, Rome, true, SENT",
                "Rome, Oslo, Oslo, true, APPLIED",
                "Rome, Oslo, Bern, true, NOT_SENT",
                "-, Oslo, -, true, SENT",
                "-, Oslo, Bern, true, NOT_SENT",
                "Rome, -, Rome, true, SENT",
                "Rome, -, -, true, APPLIED",
                "Rome, -, Bern, true, NOT_SENT",
                "-, Oslo, -, false, NOT_SENT",
                "-, Oslo, Oslo, false, APPLIED"
            })
    void onlyAnUnchangedFieldIsWritten(
            @Nullable String base, @Nullable String wanted, @Nullable String now, boolean baseKnown, String happens) {
        // Given
        PushWish wish = wish(List.of(new FieldWish("city", wanted, base, baseKnown)), Set.of(), Set.of());
        ContactView current =
                new ContactView("ghl-1", now == null ? Map.of() : Map.of("city", now), Set.of(), Set.of());

        // When
        SafeWrite write = SafeWrite.after(current, wish, FORMS);

        // Then
        String result =
                write.fields().isEmpty() ? write.settled().getFirst().result().name() : "SENT";
        assertThat(result).isEqualTo(happens);
    }

    @ParameterizedTest(name = "{0}: empty {1}")
    @CsvSource({"'',true", "field,false", "add,false", "remove,false"})
    void aWriteIsEmptyWhenNothingIsSent(String what, boolean empty) {
        // Given
        FieldWish city = new FieldWish("city", "Oslo", "Rome", true);
        PushWish wish = wish(
                what.equals("field") ? List.of(city) : List.of(),
                what.equals("add") ? Set.of("vip") : Set.of(),
                what.equals("remove") ? Set.of("old") : Set.of());

        // When
        SafeWrite write = SafeWrite.unread(wish);

        // Then
        assertThat(write.isEmpty()).isEqualTo(empty);
        assertThat(write.fields()).isEqualTo(wish.fields());
        assertThat(write.settled()).isEmpty();
    }

    @Test
    void tagsThatAreAsWantedAreNotSentAgain() {
        // Given
        PushWish wish = wish(List.of(), Set.of("VIP", "new"), Set.of("old", "gone"));
        ContactView current = new ContactView("ghl-1", Map.of(), Set.of(), Set.of("vip", "old"));

        // When
        SafeWrite write = SafeWrite.after(current, wish, FORMS);

        // Then
        assertThat(write.tagsAdd()).containsExactly("new");
        assertThat(write.tagsRemove()).containsExactly("old");
        assertThat(write.settled())
                .extracting(FieldReport::field, FieldReport::result)
                .containsExactlyInAnyOrder(
                        tuple("tags.VIP", FieldReport.Result.APPLIED), tuple("tags.gone", FieldReport.Result.APPLIED));
    }

    private static PushWish wish(List<FieldWish> fields, Set<String> add, Set<String> remove) {
        return new PushWish("L", "c", "ghl-1", 1, 2, PushWish.Kind.UPDATE, fields, add, remove, null);
    }
}
