package dev.ghlsync.push.dlq.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterFilterTest {
    private static final DeadLetter LETTER =
            Letters.failed(Queue.PUSH, "server_fault", 503, "timed out after 30 s", List.of("city"));

    @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5} {6}: {7}")
    @CsvSource({
        ",     ,        ,             ,  ,  ,                     ,                     true",
        "PUSH, entry-1, server_fault, L, c, 2026-11-20T10:00:00Z, 2026-11-20T10:00:01Z, true",
        "SYNC, ,        ,             ,  ,  ,                     ,                     false",
        ",     entry-2, ,             ,  ,  ,                     ,                     false",
        ",     ,        backlog,      ,  ,  ,                     ,                     false",
        ",     ,        ,             M, ,  ,                     ,                     false",
        ",     ,        ,             ,  d, ,                     ,                     false",
        ",     ,        ,             ,  ,  2026-11-20T10:00:01Z, ,                     false",
        ",     ,        ,             ,  ,  ,                     2026-11-20T10:00:00Z, false"
    })
    void whatIsAskedForMustFitAndWhatIsNotDoesNotMatter(
            @Nullable Queue queue,
            @Nullable String entry,
            @Nullable String reason,
            @Nullable String location,
            @Nullable String contact,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean expected) {
        // Given
        LetterFilter filter = new LetterFilter(queue, entry, reason, null, location, contact, since, until);

        // When
        boolean matches = filter.matches(LETTER);

        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void lettersThatFailedInTheSameWayAreFoundTogether() {
        // Given
        LetterFilter same = new LetterFilter(null, null, null, LETTER.fingerprint(), null, null, null, null);
        LetterFilter other = new LetterFilter(null, null, null, "00000000", null, null, null, null);

        // When
        boolean matches = same.matches(LETTER);

        // Then
        assertThat(matches).isTrue();
        assertThat(other.matches(LETTER)).isFalse();
        assertThat(LetterFilter.entry("entry-1").matches(LETTER)).isTrue();
        assertThat(LetterFilter.entry("entry-2").matches(LETTER)).isFalse();
    }

    /** Compared with a server fault 503 of a city. */
    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource({
        "server_fault, 503, city,                          true",
        "backlog,      503, city,                          false",
        "server_fault, 502, city,                          false",
        "server_fault, 503, phone,                         false",
        "server_fault, 503, city phone,                    false"
    })
    void reasonStatusAndFieldsMakeAFingerprint(String reason, int status, String fields, boolean same) {
        // Given
        DeadLetter other = Letters.failed(Queue.PUSH, reason, status, "refused by peer", List.of(fields.split(" ")));

        // When
        String fingerprint = other.fingerprint();

        // Then
        assertThat(fingerprint).matches("[0-9a-f]{8}");
        assertThat(fingerprint.equals(LETTER.fingerprint())).isEqualTo(same);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "customFields.a, customFields.b,       true",
        "tags.a,         tags.b tags.c,        true",
        "tags.a,         customFields.a,       false",
        "city phone,     phone city,           true",
        ".a,             .b,                   true"
    })
    void idsThatDifferFromLocationToLocationDoNotCount(String fields, String others, boolean same) {
        // Given
        DeadLetter one = Letters.failed(Queue.PUSH, "field_refused", 422, null, fields(fields));
        DeadLetter other = Letters.failed(Queue.PUSH, "field_refused", 422, null, fields(others));

        // When
        boolean equal = one.fingerprint().equals(other.fingerprint());

        // Then
        assertThat(equal).isEqualTo(same);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"no field at 17, no field at 4711, true", "no field at 17, no record at 17, false", ", , true"})
    void theErrorOfARecordNobodyCouldReadCountsWithoutItsNumbers(
            @Nullable String error, @Nullable String otherError, boolean same) {
        // Given
        DeadLetter one = Letters.failed(Queue.SYNC, "undecodable", null, error, List.of());
        DeadLetter other = Letters.failed(Queue.SYNC, "undecodable", null, otherError, List.of());

        // When
        boolean equal = one.fingerprint().equals(other.fingerprint());

        // Then
        assertThat(equal).isEqualTo(same);
    }

    private static List<String> fields(String text) {
        return Arrays.asList(text.split(" "));
    }
}
