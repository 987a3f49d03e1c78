package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of one contact; versions and times are small numbers. */
class OutboundTest {
    private static final long LANDING = 60;
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    @Test
    void theNewestWithoutOutcomeIsFound() {
        // Given
        var outbound = given(1, 2, 3).settled(3);

        // When
        var newest = outbound.newestUnsettled();

        // Then
        assertThat(newest)
                .hasValueSatisfying(issued -> assertThat(issued.version()).isEqualTo(2));
        assertThat(versions(outbound.unsettled())).containsExactly(1L, 2L);
        assertThat(outbound.isUnsettled(3)).isFalse();
        assertThat(outbound.isUnsettled(2)).isTrue();
        assertThat(outbound.isUnsettled(9)).isFalse();
    }

    @Test
    void aVersionSettlesAlone() {
        // Given
        var outbound = given(1, 2, 3);

        // When
        var settled = outbound.settled(2);

        // Then
        assertThat(versions(settled.unsettled())).containsExactly(1L, 3L);
    }

    @Test
    void aSweepSettlesAVersionAndThoseBeforeIt() {
        // Given
        var outbound = given(1, 2, 3);

        // When
        var settled = outbound.settledUpTo(2);

        // Then
        assertThat(versions(settled.unsettled())).containsExactly(3L);
        assertThat(versions(settled.issued())).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest(name = "given out before {0}: {1}")
    @CsvSource({"1,0", "2,1", "3,1", "4,3", "9,3"})
    void aCommandWithoutOutcomeForTooLongIsForgotten(long before, long expected) {
        // Given
        var outbound = given(1, 2, 3).settled(2);

        // When
        long version = outbound.forgotten(before);

        // Then
        assertThat(version).isEqualTo(expected);
    }

    @Test
    void aCommandThatNeverLandedExplainsNothing() {
        // Given
        var outbound = given(1, 2);

        // When
        var without = outbound.neverLanded(1);

        // Then
        assertThat(versions(without.issued())).containsExactly(2L);
    }

    @ParameterizedTest(name = "first seen at {0}: answered {1}, never answered {2}")
    @CsvSource({"100,true,true", "101,false,true", "160,false,true", "161,false,false"})
    void onlyWhatWasNeverAnsweredLandsAfterANewerAnswerAndSoon(long since, boolean answered, boolean unanswered) {
        // Given
        var outbound = given(1, 2, 3, 4).closed(1, 100, LANDING);

        // When
        var closed = outbound.closed(3, 100, LANDING);

        // Then
        assertThat(closed.recognition().isOurs(CITY, "city-1", since)).isEqualTo(answered);
        assertThat(closed.recognition().isOurs(CITY, "city-2", since)).isEqualTo(unanswered);
        assertThat(closed.recognition().isOurs(CITY, "city-3", since)).isEqualTo(answered);
        assertThat(closed.recognition().isOurs(CITY, "city-4", since)).isTrue();
    }

    @ParameterizedTest(name = "{0} first seen at {1}: {2}")
    @CsvSource({"city-1,5,true", "city-1,0,false", "city-9,5,false", "city-2,1,false"})
    void onlyAValueWantedAndSeenSinceItWasMadeIsOurs(String value, long since, boolean expected) {
        // Given
        var recognition = given(1, 2).recognition();

        // When
        boolean ours = recognition.isOurs(CITY, value, since);

        // Then
        assertThat(ours).isEqualTo(expected);
        assertThat(recognition.isOurs(FieldKey.of(Field.STATE), value, since)).isFalse();
    }

    @ParameterizedTest(name = "before {0}: {1} left")
    @CsvSource({"160,2", "161,1"})
    void aSettledCommandIsForgottenOnceNothingOfItCanShowUp(long horizon, int left) {
        // Given
        var outbound = given(1, 2).settled(1).closed(2, 100, LANDING);

        // When
        var pruned = outbound.pruned(horizon, OutboundTest::isNeeded);

        // Then
        assertThat(pruned.issued()).hasSize(left);
        assertThat(pruned.isUnsettled(2)).isTrue();
    }

    @ParameterizedTest(name = "before {0}: {1}")
    @CsvSource({"99,1 2", "100,1 2", "101,2", "200,2", "201,''"})
    void whatWasAnsweredEarlierIsForgottenEarlier(long horizon, String left) {
        // Given
        var outbound =
                given(1, 2).closed(1, 100, LANDING).closed(2, 200, LANDING).settledUpTo(2);

        // When
        var pruned = outbound.pruned(horizon, OutboundTest::isNeeded);

        // Then
        assertThat(versions(pruned.issued()).stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(left);
    }

    @Test
    void aSettledCommandWithoutAnAnswerMayStillShowUp() {
        // Given
        var outbound = given(1).settled(1);

        // When
        var pruned = outbound.pruned(1_000_000, OutboundTest::isNeeded);

        // Then
        assertThat(pruned).isSameAs(outbound);
    }

    @Test
    void ofMoreThanUsualASettledOneIsForgottenThatIsNotNeededAndNotNew() {
        // Given
        var outbound = given(1, 2, 3, 4, 5, 6, 7, 8);

        // When
        var settled = outbound.settled(3).gaveOut(issued(9, Issued.Kind.UPDATE), OutboundTest::isNeeded);
        var needed = outbound.settledUpTo(8).gaveOut(issued(9, Issued.Kind.UPDATE), command -> command.version() < 3);
        var newest = outbound.settled(8).gaveOut(issued(9, Issued.Kind.UPDATE), OutboundTest::isNeeded);

        // Then
        assertThat(versions(settled.issued())).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(versions(needed.issued())).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(versions(newest.issued())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void ofTooManyTheOldestSettledIsForgottenElseNeitherTheOldestNorTheNewest() {
        // Given
        var outbound = given(LongStream.rangeClosed(1, Outbound.MAX_ISSUED).toArray());

        // When
        var none = outbound.gaveOut(issued(17, Issued.Kind.UPDATE), OutboundTest::isNeeded);
        var all = outbound.settledUpTo(16).gaveOut(issued(17, Issued.Kind.UPDATE), command -> true);

        // Then
        assertThat(none.issued()).hasSize(Outbound.MAX_ISSUED);
        assertThat(versions(none.issued())).startsWith(1L, 2L, 4L).endsWith(15L, 16L, 17L);
        assertThat(versions(all.issued())).startsWith(2L, 3L, 4L).endsWith(15L, 16L, 17L);
    }

    @Test
    void whatIsNeededOutlivesTheHorizon() {
        // Given
        var outbound = given(1, 2).closed(2, 100, LANDING).settledUpTo(2);

        // When
        var pruned = outbound.pruned(1_000, command -> command.version() == 1);

        // Then
        assertThat(versions(pruned.issued())).containsExactly(1L);
    }

    @Test
    void aNewCommandStartsWithTheFirstAttempt() {
        // Given
        var outbound = given(1).withAttempt(3, 77);

        // When
        var next = outbound.gaveOut(issued(5, Issued.Kind.UPDATE), OutboundTest::isNeeded);

        // Then
        assertThat(next.nextAttempt()).isEqualTo(1);
        assertThat(next.firstFailedAt()).isZero();
        assertThat(next.lastVersion()).isEqualTo(5);
        assertThat(next.lastPlannedAt()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}, settled {1}: {2}")
    @CsvSource({"CREATE,false,true", "CREATE,true,false", "UPDATE,false,false"})
    void aCreateIsInFlightUntilItSettles(Issued.Kind kind, boolean settled, boolean expected) {
        // Given
        var outbound = Outbound.NONE.gaveOut(issued(1, kind), OutboundTest::isNeeded);

        // When
        boolean inFlight = (settled ? outbound.settled(1) : outbound).createInFlight();

        // Then
        assertThat(inFlight).isEqualTo(expected);
    }

    /** Nothing is needed any longer than usual. */
    private static boolean isNeeded(Issued command) {
        return false;
    }

    private static Outbound given(long... versions) {
        var outbound = Outbound.NONE;
        for (long version : versions) {
            outbound = outbound.gaveOut(issued(version, Issued.Kind.UPDATE), OutboundTest::isNeeded);
        }
        return outbound;
    }

    private static Issued issued(long version, Issued.Kind kind) {
        return new Issued(
                version,
                1,
                kind,
                new TreeMap<>(Map.of(CITY, "city-" + version)),
                version,
                false,
                Long.MAX_VALUE,
                new TreeMap<>(Map.of(CITY, version - 1)));
    }

    private static List<Long> versions(List<Issued> issued) {
        return issued.stream().map(Issued::version).toList();
    }
}
