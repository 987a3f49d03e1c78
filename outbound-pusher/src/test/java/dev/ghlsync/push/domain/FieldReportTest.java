package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ghlsync.push.domain.FieldReport.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldReportTest {
    private static final FieldWish CITY = new FieldWish("city", "Oslo", "Rome", true);
    private static final Refusal REFUSAL = new Refusal(Reason.FIELD_REFUSED, 422);

    @Test
    void aReportSaysWhatBecameOfWhatWasWanted() {
        // When
        List<FieldReport> reports = List.of(
                FieldReport.applied(CITY),
                FieldReport.refused(CITY, REFUSAL),
                FieldReport.heldBack(CITY, Reason.OSCILLATING),
                FieldReport.refusedTag("vip", REFUSAL),
                FieldReport.discarded(CITY),
                FieldReport.notSent(CITY, Reason.CHANGED_IN_GHL),
                FieldReport.tag("vip", Result.APPLIED, null));

        // Then
        assertThat(reports)
                .containsExactly(
                        new FieldReport("city", Result.APPLIED, "Oslo", null, null),
                        new FieldReport("city", Result.REFUSED, "Oslo", Reason.FIELD_REFUSED, 422),
                        new FieldReport("city", Result.REFUSED, "Oslo", Reason.OSCILLATING, null),
                        new FieldReport("tags.vip", Result.REFUSED, "vip", Reason.FIELD_REFUSED, 422),
                        new FieldReport("city", Result.SILENTLY_DISCARDED, "Oslo", Reason.SILENTLY_DISCARDED, null),
                        new FieldReport("city", Result.NOT_SENT, "Oslo", Reason.CHANGED_IN_GHL, null),
                        new FieldReport("tags.vip", Result.APPLIED, "vip", null, null));
    }

    /** Logs and errors print these: they must not carry what is personal. */
    @ParameterizedTest
    @MethodSource("printed")
    void noPersonalValueIsPrinted(Object printed, String expected) {
        // When
        String text = printed.toString();

        // Then
        assertThat(text).isEqualTo(expected);
    }

    static Stream<Arguments> printed() {
        ContactView contact = new ContactView("ghl-1", Map.of("city", "Oslo"), Set.of(), Set.of("vip"));
        byte[] json = "{\"city\":\"Oslo\"}".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                arguments(CITY, "FieldWish[city]"),
                arguments(FieldReport.applied(CITY), "FieldReport[city, APPLIED]"),
                arguments(contact, "ContactView[ghl-1]"),
                arguments(new Snapshot(json, Snapshot.Source.GET, null, contact), "Snapshot[GET, bytes=15]"),
                arguments(wish(), "PushWish[location=L, contact=c, version=7, attempt=2, kind=UPDATE]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"city,Oslo", "phone,", "website,"})
    void theWantedValueOfAFieldIsFoundByName(String field, @Nullable String expected) {
        // When
        String wanted = wish().wanted(field);

        // Then
        assertThat(wanted).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"city,true", "phone,false", "state,true", "website,false"})
    void aFieldIsStatedUnlessTheResponseSaysNothingOfIt(String field, boolean stated) {
        // Given
        ContactView view =
                new ContactView("ghl-1", Map.of("city", "Oslo"), Set.of("city", "phone", "website"), Set.of());

        // When
        boolean states = view.states(field);

        // Then
        assertThat(states).isEqualTo(stated);
    }

    @Test
    void aCustomFieldIsKnownByItsName() {
        // When
        boolean custom = new FieldWish("customFields.c1", "x", null, false).isCustom();

        // Then
        assertThat(custom).isTrue();
        assertThat(CITY.isCustom()).isFalse();
    }

    private static PushWish wish() {
        FieldWish phone = new FieldWish("phone", null, "+1", true);
        return new PushWish(
                "L", "c", "ghl", 7, 2, PushWish.Kind.UPDATE, List.of(phone, CITY), Set.of(), Set.of(), "corr");
    }
}
