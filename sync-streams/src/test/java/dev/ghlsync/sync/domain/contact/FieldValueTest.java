package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Fetching.Reason;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Recognition;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Timeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which value of a field counts. What GoHighLevel said is written as {@code r100=Berlin w160=Bonn}: a read and a webhook, in seconds. */
class FieldValueTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    @ParameterizedTest(name = "{0}, of ours {1}, we wrote at {2}: {3} of {4} at {5}, there {6}")
    @CsvSource({
        "'',                      -,    ,    ,       GHL, 0,    ",
        "'',                      -,    100, Ours,   CRM, 100,  ",
        "r100=Berlin,             -,    ,    Berlin, GHL, 100,  Berlin",
        "r100=Berlin,             -,    99,  Berlin, GHL, 100,  Berlin",
        "r100=Berlin,             -,    100, Berlin, GHL, 100,  Berlin",
        "r100=Berlin,             -,    101, Ours,   CRM, 101,  Berlin",
        "r100=Berlin r200=Ours,   Ours, 150, Ours,   CRM, 150,  Ours",
        "r100=Berlin r200=Ours,   Ours, ,    Berlin, GHL, 100,  Ours",
        "r200=Ours,               Ours, ,    Ours,   GHL, 200,  Ours",
        "r100=Berlin r200=Ours r300=Bonn, Ours, 150, Bonn, GHL, 300, Bonn"
    })
    void theLaterChangeCountsAndOurOwnComingBackNeverCompetes(
            String said,
            String ours,
            @Nullable Long wrote,
            @Nullable String value,
            Side side,
            long changedAt,
            @Nullable String inGhl) {
        // When
        var field = field(said, ours, wrote);

        // Then
        assertThat(field.value()).isEqualTo(value);
        assertThat(field.side()).isEqualTo(side);
        assertThat(field.changedAt()).isEqualTo(changedAt * 1_000);
        assertThat(field.producer()).isEqualTo(side == Side.CRM ? "app" : null);
        assertThat(field.inGhl()).isEqualTo(inGhl);
        assertThat(field.knownInGhl()).isEqualTo(!said.isEmpty());
    }

    @ParameterizedTest(name = "{0}: doubtful {1}")
    @CsvSource({
        "r100=Berlin,                      false",
        "w100=Berlin,                      false",
        "r100=Berlin w159=Bonn,            true",
        "r100=Berlin w160=Bonn,            false",
        "r100=Berlin r159=Bonn,            false",
        "r100=Berlin w159=Ours,            false",
        "r100=Berlin w159=Bonn r159=Bonn,  false",
        "w50=Jena r100=Berlin w300=Bonn,   false"
    })
    void aWebhookThatContradictsWhatWasJustSaidIsDoubtful(String said, boolean doubtful) {
        // When
        var field = field(said, "Ours", null);

        // Then
        assertThat(field.doubtful()).isEqualTo(doubtful);
    }

    /** We wrote Ours over Berlin at 150 and it landed at 200. */
    @ParameterizedTest(name = "then {0}: {1}, there {2}")
    @CsvSource({
        "w259=Berlin,             Ours,   Ours",
        "w260=Berlin,             Berlin, Berlin",
        "w259=Bonn,               Bonn,   Bonn",
        "r259=Berlin,             Berlin, Berlin",
        "w259=Berlin r259=Berlin, Berlin, Berlin"
    })
    void anOldValueShownJustAfterOurWriteLandedIsNotBelievedBeforeARead(String then, String value, String inGhl) {
        // When
        var field = field("r100=Berlin r200=Ours " + then, "Ours", 150L);

        // Then
        assertThat(field.value()).isEqualTo(value);
        assertThat(field.inGhl()).isEqualTo(inGhl);
    }

    @Test
    void whereOurWriteWasTheFirstValueAnEmptinessShownAfterItIsNotBelieved() {
        // Given
        var story = ContactStory.linked();
        story.edit(1_000, "tags.vip=+");
        story.applied(1_010, "tags.vip=+");

        // When
        story.webhook(1_020, "");

        // Then
        assertThat(story.view().value(FieldKey.tag("vip"))).isEqualTo(FieldKey.PRESENT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"w159=Bonn,CONTRADICTION", "w160=Bonn,"})
    void aDoubtfulValueAsksForARead(String then, @Nullable Reason expected) {
        // Given
        var story = ContactStory.linked();
        story.read(100, "city=Berlin");
        long at = Long.parseLong(then.substring(1, 4));

        // When
        var folded = story.webhook(at, "city=" + then.substring(5));

        // Then
        assertThat(story.state().fetching().reason()).isEqualTo(expected);
        assertThat(folded.wakeAt().isPresent()).isEqualTo(expected != null);
        assertThat(folded.fetch()).isEmpty();
    }

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource({
        "givenName=Ada,  givenName=ada,  false",
        "givenName=Ada,  givenName=Adam, true",
        "city=Bonn,      city=bonn,      true",
        "city=,          city=bonn,      true",
        "city=,          '',             false",
        "city=Bonn,      '',             true"
    })
    void ghlLacksWhatDiffers(String ours, String there, boolean differs) {
        // Given
        var story = ContactStory.linked();
        story.read(100, there);

        // When
        story.edit(1_000, ours);

        // Then
        assertThat(story.view().fields().values())
                .singleElement()
                .satisfies(field -> assertThat(field.differsInGhl()).isEqualTo(differs));
    }

    private static FieldValue field(String said, String ours, @Nullable Long wrote) {
        var timeline = Timeline.EMPTY;
        for (var word : said.split(" ")) {
            int cut = word.indexOf('=');
            if (cut > 0) {
                var rank = word.startsWith("r") ? Rank.READ : Rank.WEBHOOK;
                long at = Long.parseLong(word.substring(1, cut));
                timeline = timeline.observe(ContactStory.statement(rank, at, "city=" + word.substring(cut + 1)));
            }
        }
        Recognition recognition = (key, value, since) -> ours.equals(value);
        var write = wrote == null ? null : new Write("Ours", wrote * 1_000, "change-1", "app");
        return FieldValue.of(CITY, timeline, recognition, write);
    }
}
