package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "APPLIED, true, APPLIED, -",
                "APPLIED, false, APPLIED, already_as_wanted",
                "REFUSED, false, REFUSED, field_refused",
                "SILENTLY_DISCARDED, true, REFUSED, silently_discarded",
                "NOT_SENT, false, PARTLY, changed_in_ghl",
                "APPLIED REFUSED, true, PARTLY, field_refused",
                "APPLIED NOT_SENT, true, PARTLY, changed_in_ghl",
                "NOT_SENT REFUSED, true, PARTLY, field_refused"
            })
    void theOutcomeSumsUpTheFields(String results, boolean wrote, Settlement.Outcome outcome, String reason) {
        // Given
        List<FieldReport> reports = Arrays.stream(results.split(" "))
                .map(FieldReport.Result::valueOf)
                .map(SettlementTest::report)
                .toList();

        // When
        Settlement settlement = Settlement.ofReports("ghl-1", reports, 200, null, wrote);

        // Then
        assertThat(settlement.outcome()).isEqualTo(outcome);
        assertThat(settlement.reason() == null ? null : settlement.reason().code())
                .isEqualTo(reason);
    }

    @Test
    void anOutcomeWithoutAnAnswerNamesNoContactAndNoFields() {
        // When
        Settlement settlement = Settlement.without(Settlement.Outcome.PARKED, Reason.DAY_EXHAUSTED, 429);

        // Then
        assertThat(settlement)
                .isEqualTo(new Settlement(
                        Settlement.Outcome.PARKED, Reason.DAY_EXHAUSTED, null, List.of(), 429, null, null));
    }

    @Test
    void reasonCodesAreDistinctAndFound() {
        // Given
        List<Reason> reasons = List.of(Reason.values());

        // When
        List<Reason> found =
                reasons.stream().map(r -> Reason.of(r.code()).orElseThrow()).toList();

        // Then
        assertThat(found).isEqualTo(reasons);
    }

    private static FieldReport report(FieldReport.Result result) {
        Reason reason = switch (result) {
            case APPLIED -> null;
            case REFUSED -> Reason.FIELD_REFUSED;
            case SILENTLY_DISCARDED -> Reason.SILENTLY_DISCARDED;
            case NOT_SENT -> Reason.CHANGED_IN_GHL;
        };
        return new FieldReport("city", result, "Oslo", reason, null);
    }
}
