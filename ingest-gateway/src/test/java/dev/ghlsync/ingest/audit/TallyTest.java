package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.audit.AuditReport.Why;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"pending":["city"]}                                | PENDING
        {"pending":["address.city"]}                        | PENDING
        {"notWritable":["city"]}                            | NOT_WRITABLE
        {"held":[{"field":"city","reason":"REFUSED"}]}      | HELD
        {"held":[{"field":"city","reason":"OSCILLATING"}]}  | HELD
        {"held":[{"field":"city","reason":"DEAD"}]}         | DLQ
        {"held":[{"field":"website","reason":"DEAD"}]}      | UNKNOWN
        {}                                                  | UNKNOWN\
        """)
    void aDifferenceIsExplainedByWhatWeKnowOfTheField(String contact, Why why) {
        // Given
        var tally = new Tally("audit-1", "loc", false, false, Instant.EPOCH);
        var ours = GhlJson.objectOrEmpty(contact.getBytes(StandardCharsets.UTF_8));

        // When
        boolean equal = tally.compared("ghl-1", ours, Map.of("city", "Here"), Map.of("city", "There"));

        // Then
        assertThat(equal).isFalse();
        assertThat(tally.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.why()).isEqualTo(why);
            assertThat(finding.field()).isEqualTo("city");
            assertThat(finding.here()).isEqualTo("H…(4)");
            assertThat(finding.there()).isEqualTo("T…(5)");
        });
    }

    @Test
    void aBlankValueIsMaskedToo() {
        // Given
        var tally = new Tally("audit-1", "loc", false, false, Instant.EPOCH);

        // When
        tally.compared("ghl-1", GhlJson.emptyObject(), Map.of("city", ""), Map.of());

        // Then
        assertThat(tally.report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.here()).isEqualTo("…(0)"));
    }
}
