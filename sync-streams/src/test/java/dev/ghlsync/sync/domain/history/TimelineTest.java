package dev.ghlsync.sync.domain.history;

import static dev.ghlsync.sync.domain.history.Spoken.runs;
import static dev.ghlsync.sync.domain.history.Spoken.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a field was in GoHighLevel, by what was said of it; how statements are written is told in {@link Spoken}. */
class TimelineTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w100 city=Berlin,                                           Berlin@100",
        "w100 city=Berlin; w200 city=Bonn,                           Berlin@100 Bonn@200",
        "w200 city=Bonn; w100 city=Berlin,                           Berlin@100 Bonn@200",
        "w100 city=Berlin; w200 phone=1; w300 city=Berlin,           Berlin@100",
        "w100 city=Berlin; r200 city=Berlin,                         Berlin@100!",
        "r100 city=Berlin; w200 city=Berlin,                         Berlin@100!",
        "r100 city=Berlin; r200 city=,                               Berlin@100! none@200!",
        "r100 city=,                                                 none@100!*",
        "w100 city=Berlin; w200 city=ours1; w300 city=Bonn,          Berlin@100 ours1@200* Bonn@300",
        "w100 phone=1,                                               ''"
    })
    void aValueHoldsFromWhenItWasFirstSeen(String said, String expected) {
        // When
        var timeline = timeline(said);

        // Then
        assertThat(runs(timeline, "city")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "r100-300 city=Berlin; w200 city=Bonn,                       Berlin@100!",
        "r100-300 city=Berlin; w300 city=Bonn,                       Berlin@100!",
        "r100-300 city=Berlin; s300 city=Bonn,                       Berlin@100!",
        "r100-300 city=Berlin; w301 city=Bonn,                       Berlin@100! Bonn@301",
        "r100-300 phone=1; w200 city=Bonn,                           Bonn@200",
        "r100-300 city=Berlin; r200-400 city=Bonn; w350 city=Jena,   Berlin@100! Bonn@200!",
        "r100-300 city=Berlin; w301 city=Bonn; w302 city=Jena,       Berlin@100! Bonn@301 Jena@302"
    })
    void aReadRefutesAWebhookOfTheTimeItVouchesFor(String said, String expected) {
        // When
        var timeline = timeline(said);

        // Then
        assertThat(runs(timeline, "city")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w100 givenName=Anna; r200 givenName=anna,     Anna@100!",
        "r100 givenName=anna; w200 givenName=Anna,     Anna@100!",
        "r100 givenName=anna; r200 givenName=Anna,     Anna@100!",
        "r100 givenName=anna,                          anna@100!~",
        "s100 givenName=anna,                          anna@100~",
        "w100 givenName=anna,                          anna@100",
        "w100 givenName=anna; w200 givenName=Anna,     anna@100 Anna@200",
        "r100 givenName=anna; r200 givenName=anna,     anna@100!~",
        "r100 givenName=anna; w200 givenName=anna,     anna@100!",
        "r100 givenName=Anna; r200 givenName=Anne,     Anna@100! Anne@200!",
        "r100 city=bonn; r200 city=Bonn,               bonn@100! Bonn@200!"
    })
    void aNameThatMayHaveLostItsCaseIsTheSameName(String said, String expected) {
        // When
        var timeline = timeline(said);

        // Then
        assertThat(runs(timeline, said.contains("city") ? "city" : "givenName")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "w100 tags.vip=+ tags; w200 tags,                       tags.vip,        +@100 none@200",
        "w100 tags.vip=+ tags; w200 customFields,               tags.vip,        +@100",
        "w100 tags.vip=+ tags; w200 city=x,                     tags.vip,        +@100",
        "r100 customFields.c1=x; r200 customFields,             customFields.c1, x@100! none@200!",
        "r100 customFields.c1=x; r200 tags,                     customFields.c1, x@100!",
        "r100 city=Berlin tags customFields; r200 tags customFields, city,       Berlin@100!"
    })
    void whatAWholeSetLeavesOutIsStatedAsAbsent(String said, String field, String expected) {
        // When
        var timeline = timeline(said);

        // Then
        assertThat(runs(timeline, field)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w100 city=Berlin; w100 city=Bonn,           Bonn@100",
        "w100 city=Bonn; w100 city=Berlin,           Bonn@100",
        "r100 city=Berlin; r100 city=Bonn,           Bonn@100!",
        "r100 city=Bonn; r100 city=Berlin,           Bonn@100!",
        "r100 city=; r100 city=Berlin,               Berlin@100!",
        "r100 city=Berlin; r100 city=,               Berlin@100!",
        "w100 city=Berlin; r100 city=Jena,           Berlin@100 Jena@100!",
        "r100 city=Jena; w100 city=Berlin,           Berlin@100 Jena@100!"
    })
    void ofTwoWordsOfOneSourceAboutOneMomentTheGreaterCounts(String said, String expected) {
        // When
        var timeline = timeline(said);

        // Then
        assertThat(runs(timeline, "city")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "w100 city=Berlin",
        "r100-200 city=Berlin tags.vip=+ tags customFields.c1=x customFields",
        "r100 city=",
        "r100 tags",
        "w100"
    })
    void theSameWordAgainAddsNothing(String said) {
        // Given
        var timeline = timeline("w50 city=Rome; " + said);

        // When
        var again = Spoken.after(timeline, said);

        // Then
        assertThat(again).isSameAs(timeline);
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        "r100 city=Berlin,                r100 tags",
        "r100 city=Berlin,                r100 customFields",
        "r100 city=Berlin tags,           r100 phone=1",
        "w100 city=Berlin,                w100 city=Bonn"
    })
    void anotherWordOfTheSameSourceAndMomentIsJoined(String first, String second) {
        // Given
        var timeline = timeline(first);

        // When
        var joined = Spoken.after(timeline, second);

        // Then
        assertThat(joined).isNotEqualTo(timeline);
        assertThat(joined.stamps()).isEqualTo(timeline.stamps());
        assertThat(joined).isEqualTo(timeline(second + ";" + first));
    }

    /** Two reads of one state of the contact: one is enough when it states all that the other does. */
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "r100-200 city=Berlin,                       r100-300 city=Berlin,                   1",
        "r100-200 city=Berlin,                       r100-300 city=Berlin phone=1,           1",
        "r100-200 city=Berlin phone=1,               r100-300 city=Berlin,                   2",
        "r100-200 city=Berlin,                       r101-300 city=Berlin,                   2",
        "w100 city=Berlin,                           r100-300 city=Berlin,                   2",
        "r100-200 city=Berlin tags,                  r100-300 city=Berlin,                   2",
        "r100-200 city=Berlin customFields,          r100-300 city=Berlin,                   2",
        "r100-200 city=Berlin tags customFields,     r100-300 city=Berlin tags customFields, 1",
        "r100-200 city=Berlin tags.vip=+,            r100-300 city=Berlin tags,              1",
        "r100-200 city=Berlin tags.vip=+,            r100-300 city=Berlin customFields,      2",
        "r100-200 city=Berlin customFields.c1=x,     r100-300 city=Berlin customFields,      1",
        "r100-200 city=Berlin customFields.c1=x,     r100-300 city=Berlin tags,              2",
        "r100-200 city=Berlin phone=1,               r100-300 city=Berlin tags customFields, 2",
        "w50 phone=1; r100-200 city=Berlin,          r100-300 city=Berlin,                   2"
    })
    void aReadThatVouchesLongerMakesAnotherOfTheSameStateNeedless(String shorter, String longer, int kept) {
        // When
        var timeline = timeline(shorter + ";" + longer);

        // Then
        assertThat(timeline.stamps()).hasSize(kept);
        assertThat(timeline(longer + ";" + shorter)).isEqualTo(timeline);
    }

    @Test
    void whatIsOlderThanADayBecomesTheFloor() {
        // Given
        long day = Timeline.HORIZON_MS;
        var timeline = timeline("w100 city=Berlin; w200 city=Bonn; w" + (day + 200) + " phone=1");

        // When
        var pruned = timeline.pruned(Spoken.OURS);

        // Then
        assertThat(pruned.stamps()).extracting(Stamp::at).containsExactly(200L, day + 200);
        assertThat(pruned.floorAt()).isEqualTo(100);
        assertThat(runs(pruned, "city")).isEqualTo("Berlin@100 Bonn@200");
    }

    @Test
    void whatIsNotNewerThanTheFloorComesTooLate() {
        // Given
        var pruned = timeline("w100 city=Berlin; w" + (Timeline.HORIZON_MS + 101) + " phone=1")
                .pruned(Spoken.OURS);

        // When
        var late = Spoken.after(pruned, "w100 city=Bonn");

        // Then
        assertThat(late).isSameAs(pruned);
        assertThat(runs(Spoken.after(pruned, "w101 city=Bonn"), "city")).isEqualTo("Berlin@100 Bonn@101");
    }

    @ParameterizedTest(name = "{0} snapshots: {1} kept")
    @CsvSource({"23,23", "24,24", "25,24"})
    void keepsSoManySnapshotsAndNoMore(int said, int kept) {
        // Given
        var timeline = Timeline.EMPTY;
        for (int i = 1; i <= said; i++) {
            timeline = Spoken.after(timeline, "w" + i + " city=c" + i);
        }

        // When
        var pruned = timeline.pruned(Spoken.OURS);

        // Then
        assertThat(pruned.stamps()).hasSize(kept);
        assertThat(runs(pruned, "city")).isEqualTo(runs(timeline, "city"));
    }

    /** After all of it left the horizon. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w100 city=Berlin,                                           city, Berlin@100",
        "w100 city=Berlin; w200 city=Bonn,                           city, Bonn@200",
        "w100 city=Berlin; w200 city=ours1,                          city, Berlin@100 ours1@200*",
        "w100 city=Berlin; w200 city=ours1; w300 city=ours2,         city, Berlin@100 ours2@300*",
        "w100 city=Berlin; w200 city=ours1; w300 city=Bonn,          city, Bonn@300",
        "w100 city=ours1; w200 city=ours2,                           city, ours2@200*",
        "w100 city=ours1; w200 city=ours1,                           city, ours1@100*",
        "w100 city=Berlin; w200 city=ours1; w300 city=ours1,         city, Berlin@100 ours1@200*",
        "r100-300 city=Berlin; w200 city=Bonn,                       city, Berlin@100!",
        "r100-300 city=Berlin; w300 city=Bonn,                       city, Berlin@100!",
        "r100-300 city=Berlin; w301 city=Bonn,                       city, Bonn@301",
        "r100-300 city=Berlin; r200-250 city=Bonn,                   city, Bonn@200!",
        "w100 tags.vip=+ tags; w200 tags,                            tags.vip, none@200",
        "w100 tags.vip=+ tags; w200 city=x,                          tags.vip, +@100"
    })
    void theFloorIsTheNewestValueAndTheNewestOneOfGhlBeforeOurs(String said, String field, String expected) {
        // Given
        var timeline = timeline(said + "; w" + 3 * Timeline.HORIZON_MS + " phone=1");

        // When
        var pruned = timeline.pruned(Spoken.OURS);

        // Then
        assertThat(pruned.stamps()).hasSize(1);
        assertThat(runs(pruned, field)).isEqualTo(expected);
    }

    @Test
    void aReadThatBecameTheFloorStillRefutesWebhooks() {
        // Given
        var pruned = timeline("r100-300 city=Berlin; w" + (Timeline.HORIZON_MS + 101) + " phone=1")
                .pruned(Spoken.OURS);

        // When
        var late = Spoken.after(pruned, "w300 city=Bonn; w301 city=Jena");

        // Then
        assertThat(runs(late, "city")).isEqualTo("Berlin@100! Jena@301");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w100 city=Berlin; w200 city=Bonn,          200",
        "r100-300 city=Berlin; w200 city=Bonn,      300",
        "w200 city=Bonn; w100 city=Berlin,          200"
    })
    void theNewestTimeIsThatUpToWhichAnythingIsVouchedFor(String said, long expected) {
        // When
        long newest = timeline(said).newest();

        // Then
        assertThat(newest).isEqualTo(expected);
    }

    @Test
    void nothingKnownIsNeverNew() {
        // When
        long newest = Timeline.EMPTY.newest();

        // Then
        assertThat(newest).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aFieldIsStatedWhileASnapshotGivesItAValueOfItsOwn() {
        // Given
        var timeline = timeline("w100 tags.vip=+ tags; w" + (Timeline.HORIZON_MS + 200) + " tags.new=+ tags");

        // When
        var pruned = timeline.pruned(Spoken.OURS);

        // Then
        assertThat(timeline.states(FieldKey.tag("vip"))).isTrue();
        assertThat(pruned.states(FieldKey.tag("vip"))).isFalse();
        assertThat(pruned.states(FieldKey.tag("new"))).isTrue();
        assertThat(pruned.states(FieldKey.tag("never"))).isFalse();
    }

    @Test
    void aForgottenFieldWasNeverHeardOf() {
        // Given
        var timeline = timeline("w100 city=Berlin tags.vip=+ tags");

        // When
        var without = timeline.without(Set.of(FieldKey.tag("vip")));

        // Then
        assertThat(without.tracks()).containsOnlyKeys(new FieldKey("city"));
        assertThat(runs(without, "city")).isEqualTo("Berlin@100");
    }

    @Test
    void aTagNoSnapshotGivesAnyMoreIsAsGoodAsNeverHeardOf() {
        // When
        var timeline = timeline("r100-200 tags.vip=+ customFields.c1=x tags customFields; r100-300 tags customFields");

        // Then
        assertThat(timeline.tracks()).isEmpty();
    }
}
