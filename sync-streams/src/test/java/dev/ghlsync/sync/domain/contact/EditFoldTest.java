package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a change of our side counts, and what is told when it does not; times are seconds. */
class EditFoldTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    private final ContactStory story = ContactStory.linked();

    @ParameterizedTest(name = "{0} at {1}: {2}, ignored as {3}")
    @CsvSource({
        "city=Bonn, 1060, Jena, copy_of_ghl",
        "city=Bonn, 1061, Bonn, ",
        "city=Jena, 1003, Jena, copy_of_ghl",
        "city=Jena, 1063, Jena, ",
        "city=Rome, 1010, Rome, ",
        "city=Bonn, 1000, Jena, copy_of_ghl",
        "city=Bonn, 999,  Jena, older_than_ghl",
        "city=,     1010, ,     "
    })
    void aValueThatGhlGaveWithinTheLastMinuteIsACopy(
            String written, long at, @Nullable String expected, @Nullable String ignored) {
        // Given
        story.read(100, "city=Berlin");
        story.webhook(1_000, "city=Bonn");
        story.webhook(1_002, "city=Jena");

        // When
        var folded = story.edit(at, written);

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo(expected);
        assertThat(ignored(folded)).isEqualTo(ignored == null ? List.of() : List.of("city, " + ignored));
    }

    @ParameterizedTest(name = "we wrote at {0}: {1}")
    @CsvSource({"999, GHL", "1000, GHL", "1001, CRM"})
    void aValueOfGhlIsNoCopyOnceOurSideWroteTheField(long wrote, Side side) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(wrote, "city=Rome");
        story.webhook(1_000, "city=Bonn");

        // When
        story.edit(1_010, "city=Bonn");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
        assertThat(story.view().fields().get(CITY).side()).isEqualTo(side);
    }

    @Test
    void aValueOfOursThatCameBackIsNoValueOfGhl() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.applied(1_005, "city=Bonn");

        // When
        var folded = story.edit(1_010, "city=Bonn");

        // Then
        assertThat(ignored(folded)).isEmpty();
        assertThat(story.view().fields().get(CITY).changedAt()).isEqualTo(1_010_000);
    }

    @ParameterizedTest(name = "GHL cleared at {0} and set again at {1}: ignored {2}")
    @CsvSource({"1000,1001,false", "1000,,true"})
    void anEmptinessThatPassedIsNotCopied(long cleared, @Nullable Long set, boolean ignored) {
        // Given
        story.read(100, "city=Berlin");
        story.read(cleared, "city=");
        if (set != null) {
            story.webhook(set, "city=Bonn");
        }

        // When
        var folded = story.edit(1_010, "city=");

        // Then
        assertThat(story.view().value(Field.CITY)).isNull();
        assertThat(ignored(folded)).isEqualTo(ignored ? List.of("city, copy_of_ghl") : List.of());
    }

    @ParameterizedTest(name = "written on version {0}: {1}, ignored as {2}")
    @CsvSource({
        "1, city=Berlin, Bonn,   echo_of_base_version",
        "1, city=Bonn,   Bonn,   ",
        "1, city=Jena,   Jena,   ",
        "2, city=Bonn,   Bonn,   echo_of_base_version",
        "2, city=Berlin, Berlin, "
    })
    void aValueEqualToTheOneTheWriterSawIsAnEcho(
            long baseVersion, String written, String expected, @Nullable String ignored) {
        // Given
        story.read(100, "city=Berlin");
        story.webhook(1_000, "city=Bonn");

        // When
        var folded = story.edit(1_010, 1_010, written, baseVersion);

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo(expected);
        assertThat(ignored(folded)).isEqualTo(ignored == null ? List.of() : List.of("city, " + ignored));
    }

    @Test
    void whatGhlOwnsIsNotOursToWrite() {
        // Given
        story.read(100, "city=Berlin source=web");

        // When
        var folded = story.edit(1_000, "source=app city=Bonn");

        // Then
        assertThat(story.view().value(Field.SOURCE)).isEqualTo("web");
        assertThat(ignored(folded)).containsExactly("source, owned_by_ghl");
    }

    @Test
    void anOlderChangeOfOursIsOlderThanOurs() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(2_000, "city=Bonn");

        // When
        var folded = story.edit(1_000, 2_001, "city=Jena", null);

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
        assertThat(ignored(folded)).containsExactly("city, older_than_ours");
    }

    @Test
    void aChangeOfOursAboutAnEmptyContactIsNotIgnored() {
        // When
        var folded = ContactStory.unlinked().edit(1_000, "city=Bonn tags.vip=");

        // Then
        assertThat(ignored(folded)).isEmpty();
    }

    @ParameterizedTest(name = "{0}, then {1}: tried again {2}")
    @CsvSource({
        "REFUSED,      city=Jena, true",
        "DEAD,         city=Jena, true",
        "DUPLICATE_OF, city=Jena, false",
        "DUPLICATE_OF, email=bea@example.com, true",
        "DUPLICATE_OF, phone=+4930111222, true",
        "REFUSED,      '',        false"
    })
    void aRefusedCreateIsTriedAgainOnceTheContactLooksDifferent(Outcome.Kind kind, String edit, boolean again) {
        // Given
        var created = ContactStory.unlinked();
        created.edit(1_000, "email=ada@example.com city=Bonn");
        long version = created.command().issued().version();
        created.fold(
                1_010, new Input.Settled(new Outcome(version, kind, "no", null, Map.of(), null, 1_010_000, false)));

        // When
        var folded = created.edit(1_100, edit);

        // Then
        assertThat(folded.command().isPresent()).isEqualTo(again);
    }

    @Test
    void idsOfOtherSystemsAreAddedAndNeverTakenAway() {
        // Given
        story.fold(1_000, named(1_000, "7", "8"));

        // When
        var folded = story.fold(1_010, named(1_010, "9"));

        // Then
        assertThat(story.view().externalIds())
                .containsExactly(new ExternalId("crm", "7"), new ExternalId("crm", "8"), new ExternalId("crm", "9"));
        assertThat(folded.announced()).isTrue();
        assertThat(story.fold(1_020, named(1_020, "7")).announced()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"100, a, 101, b, b", "101, a, 100, b, a", "100, a, 100, b, b", "100, b, 100, a, b", "100, a, 100, a, a"
    })
    void ofTwoWritesTheLaterCountsAndAtTheSameTimeTheGreaterId(
            long at, String id, long otherAt, String otherId, String expected) {
        // Given
        var one = new Write("x", at, id, "app");
        var other = new Write("x", otherAt, otherId, "app");

        // When
        var later = Write.later(one, other);

        // Then
        assertThat(later.changeId()).isEqualTo(expected);
        assertThat(Write.later(null, one)).isSameAs(one);
    }

    private static Input named(long at, String... ids) {
        var external = new TreeSet<ExternalId>();
        for (var id : ids) {
            external.add(new ExternalId("crm", id));
        }
        return new Input.Edited(new Input.Edit(
                "change-" + at,
                "app",
                Input.Edit.Kind.UPSERT,
                new TreeMap<>(),
                external,
                at * 1_000,
                at * 1_000,
                null));
    }

    private static List<String> ignored(Folded folded) {
        var prefix = "change_ignored by CRM app: ";
        return told(folded).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
