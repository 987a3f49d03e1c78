package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two contacts that turned out to be one person; times are seconds. */
class MergeTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    @ParameterizedTest(name = "known at {0} and at {1}: {2}")
    @CsvSource({"1,2,c1", "2,1,c2", "1,1,c1"})
    void theOlderSurvives(long createdAt, long otherCreatedAt, String survivor) {
        // Given
        var one = contact("c1", createdAt, null);
        var other = contact("c2", otherCreatedAt, null);

        // When
        var merge = Merge.of(one, other);

        // Then
        assertThat(merge.survivor().contactId()).isEqualTo(survivor);
        assertThat(merge.survivor().lifecycle().mergedInto()).isNull();
        assertThat(merge.loser().contactId()).isNotEqualTo(survivor);
        assertThat(merge.loser().lifecycle().mergedInto()).isEqualTo(survivor);
        assertThat(Merge.of(other, one)).isEqualTo(merge);
    }

    @Test
    void whoWasMergedAwayAsksForNoRead() {
        // Given
        var two = ContactStory.of(ContactState.unknown("loc", "c2", 2).linkedTo(ContactStory.LINK));
        two.read(100, "city=Berlin");
        two.webhookWithout(200, "state=BY", "city");
        var loser =
                ContactStory.of(Merge.of(contact("c1", 1, null), two.state()).loser());

        // When
        var folded = loser.woken(10_000);

        // Then
        assertThat(two.state().fetching().reason()).isEqualTo(Fetching.Reason.NOT_STATED);
        assertThat(folded.fetch()).isEmpty();
        assertThat(folded.wakeAt()).isEmpty();
    }

    /** A link with a cross is one whose contact was deleted in GoHighLevel. */
    @ParameterizedTest(name = "the older {0}, the younger {1}: {2}")
    @CsvSource({
        "g1, ,   g1",
        ",   g2, g2",
        "g1, g1, g1",
        "g1x,g2, g2",
        "g1, g2x,g1",
        "g1x,,   g1",
        ",   g2x,g2",
        ",   ,   "
    })
    void whatGhlHoldsComesFromTheLinkedOne(@Nullable String older, @Nullable String younger, @Nullable String link) {
        // Given
        var one = linked("c1", 1, older, "city=Berlin");
        var other = linked("c2", 2, younger, "city=Bonn");

        // When
        var survivor = Merge.of(one, other).survivor();

        // Then
        assertThat(survivor.contactId()).isEqualTo("c1");
        assertThat(survivor.ghlContactId()).isEqualTo(link);
        assertThat(survivor.valueOf(CITY)).isEqualTo(link == null ? null : link.equals("g1") ? "Berlin" : "Bonn");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"g1,g2,true", "g1,g1,false", "g1x,g2,false", "g1,g2x,false", "g1,,false", ",g2,false"})
    void twoWhoLiveInGhlAreNeverMerged(@Nullable String link, @Nullable String otherLink, boolean apart) {
        // Given
        var one = linked("c1", 1, link, "city=Berlin");
        var other = linked("c2", 2, otherLink, "city=Bonn");

        // When
        var failure = catchThrowable(() -> Merge.of(one, other));

        // Then
        assertThat(failure == null).isEqualTo(!apart);
        assertThat(Merge.livesApart(one, other)).isEqualTo(apart);
        if (failure != null) {
            assertThat(failure).hasMessageContaining("Contacts c1 and c2 both live in GoHighLevel");
        }
    }

    @ParameterizedTest(name = "written at {0} and at {1}: {2}")
    @CsvSource({"2000,1000,Jena", "1000,2000,Rome"})
    void ofEachFieldTheLaterWriteCounts(long wrote, long otherWrote, String expected) {
        // Given
        var one = ContactStory.of(contact("c1", 1, null));
        one.edit(wrote, "city=Jena website=x.org");
        var other = ContactStory.of(contact("c2", 2, null));
        other.edit(otherWrote, "city=Rome state=BY");

        // When
        var survivor = Merge.of(one.state(), other.state()).survivor();

        // Then
        assertThat(survivor.valueOf(CITY)).isEqualTo(expected);
        assertThat(survivor.valueOf(FieldKey.of(Field.WEBSITE))).isEqualTo("x.org");
        assertThat(survivor.valueOf(FieldKey.of(Field.STATE))).isEqualTo("BY");
    }

    @Test
    void idsArchivingAndSplitsOfBothAreKept() {
        // Given
        var ids = new TreeSet<>(Set.of(new ExternalId("crm", "1")));
        var otherIds = new TreeSet<>(Set.of(new ExternalId("crm", "2")));
        var one = contact("c1", 1, null).withExternalIds(ids);
        one = one.withLifecycle(
                one.lifecycle().archived(10).restored(40).apart("c8").apart("c2"));
        var other = contact("c2", 2, null).withExternalIds(otherIds);
        other = other.withLifecycle(
                other.lifecycle().archived(30).restored(20).apart("c9").apart("c1"));

        // When
        var survivor = Merge.of(one, other).survivor();

        // Then
        assertThat(survivor.externalIds()).containsExactly(new ExternalId("crm", "1"), new ExternalId("crm", "2"));
        assertThat(survivor.lifecycle().archivedAt()).isEqualTo(30);
        assertThat(survivor.lifecycle().restoredAt()).isEqualTo(40);
        assertThat(survivor.lifecycle().apartFrom()).containsExactly("c8", "c9");
    }

    @Test
    void theSurvivorRecognisesWhatTheLinkedOneSent() {
        // Given
        var one = ContactStory.of(contact("c1", 1, null));
        one.edit(900, "email=ada@example.com");
        var other = ContactStory.of(linked("c2", 2, "g1", "city=Berlin"));
        other.edit(1_000, "city=Bonn");

        // When
        var survivor = Merge.of(one.state(), other.state()).survivor();

        // Then
        assertThat(survivor.outbound().recognition().isOurs(CITY, "Bonn", 1_001_000))
                .isTrue();
        assertThat(survivor.outbound().unsettled()).isEmpty();
        assertThat(survivor.outbound().lastVersion()).isEqualTo(1_000_000);
        assertThat(survivor.awaitsCreate()).isFalse();
    }

    @Test
    void aRefusedCreateOfTheOlderIsForgotten() {
        // Given
        var one = contact("c1", 1, null);
        one = one.withOutbound(one.outbound().withCreateHeld(new Held(null, Held.Reason.DUPLICATE, 10, null)));

        // When
        var survivor = Merge.of(one, contact("c2", 2, null)).survivor();

        // Then
        assertThat(survivor.outbound().createHeld()).isNull();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({"c2,,true", ",c1,true", "c3,c3,false", ",,false"})
    void peopleAnOperatorSplitAreKeptApart(@Nullable String ofOne, @Nullable String ofOther, boolean expected) {
        // Given
        var one = contact("c1", 1, null);
        var other = contact("c2", 2, null);
        var oneApart = ofOne == null ? one : one.withLifecycle(one.lifecycle().apart(ofOne));
        var otherApart =
                ofOther == null ? other : other.withLifecycle(other.lifecycle().apart(ofOther));

        // When
        boolean apart = Merge.keptApart(oneApart, otherApart);

        // Then
        assertThat(apart).isEqualTo(expected);
    }

    private static ContactState contact(String id, long createdAt, @Nullable String link) {
        var state = ContactState.unknown("loc", id, createdAt);
        return link == null ? state : state.linkedTo(link);
    }

    private static ContactState linked(String id, long createdAt, @Nullable String link, String values) {
        if (link == null) {
            return contact(id, createdAt, null);
        }
        boolean deleted = link.endsWith("x");
        var ghlId = deleted ? link.substring(0, link.length() - 1) : link;
        var statement = ContactStory.statement(Rank.READ, 100, values);
        var story = ContactStory.of(contact(id, createdAt, ghlId));
        story.fold(100, new Input.Seen(ghlId, statement, 0, Set.of()));
        if (deleted) {
            story.fold(200, new Input.Deleted(ghlId, 200_000));
        }
        return story.state();
    }
}
