package dev.ghlsync.push.dlq.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldReport.Result;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterRulesTest {
    @ParameterizedTest(name = "{0} of fields {1} in version {2} is resolved by {3} of {4} in version {5}: {6}")
    @CsvSource({
        "server_fault,  city,  7, APPLIED,    city,  8, true",
        "server_fault,  city,  7, APPLIED,    phone, 8, true",
        "server_fault,  city,  7, PARTLY,     city,  8, false",
        "server_fault,  city,  7, SUPERSEDED, '',    8, false",
        "server_fault,  city,  7, PARKED,     '',    8, false",
        "server_fault,  city,  7, APPLIED,    city,  7, false",
        "server_fault,  city,  8, APPLIED,    city,  7, false",
        "field_refused, phone, 7, APPLIED,    city,  8, false",
        "field_refused, phone, 7, APPLIED,    phone, 8, true",
        "field_refused, phone, 7, PARTLY,     phone, 8, true",
        "oscillating,   phone, 7, APPLIED,    phone, 8, true",
        "no_such_code,  city,  7, APPLIED,    city,  8, true"
    })
    void aLetterIsResolvedByWhatMakesItVoid(
            String reason,
            String field,
            long version,
            Settlement.Outcome outcome,
            String applied,
            long later,
            boolean resolved) {
        // Given
        DeadLetter letter = letter(reason, field, version);
        List<FieldReport> reports =
                applied.isEmpty() ? List.of() : List.of(new FieldReport(applied, Result.APPLIED, "x", null, null));
        Settlement settlement = new Settlement(outcome, null, "ghl", reports, 200, null, null);

        // When
        List<DeadLetter> gone = LetterRules.resolvedBy(wish(later), settlement, List.of(letter));

        // Then
        assertThat(gone).hasSize(resolved ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"APPLIED, false", "REFUSED, true", "SILENTLY_DISCARDED, true", "NOT_SENT, false"})
    void whatGoHighLevelDidNotTakeIsHeld(Result result, boolean held) {
        // Given
        FieldReport report = new FieldReport("phone", result, "+1", Reason.FIELD_REFUSED, 422);
        Settlement settlement =
                new Settlement(Settlement.Outcome.PARTLY, null, "ghl", List.of(report), 422, null, null);

        // When
        List<FieldReport> reports = LetterRules.held(settlement);

        // Then
        assertThat(reports).hasSize(held ? 1 : 0);
    }

    private static DeadLetter letter(String reason, String field, long version) {
        return new DeadLetter(
                Queue.PUSH,
                "e",
                "L",
                "c",
                version,
                6,
                reason,
                503,
                null,
                List.of(field),
                Instant.EPOCH,
                null,
                null,
                0,
                null,
                new Place("push.dlq", 0, 0));
    }

    private static PushWish wish(long version) {
        return new PushWish("L", "c", "ghl", version, 1, PushWish.Kind.UPDATE, List.of(), Set.of(), Set.of(), "corr");
    }
}
