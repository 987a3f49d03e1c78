package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people that were taken for one; times are seconds. */
class SplitTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final FieldKey WEBSITE = FieldKey.of(Field.WEBSITE);
    private static final ExternalId ONE = new ExternalId("crm", "1");
    private static final ExternalId TWO = new ExternalId("crm", "2");

    private final ContactStory one = ContactStory.of(ContactState.unknown("loc", "c1", 1));

    @Test
    void aMergeTakenBackGivesTheLoserItsWritesIdsAndLink() {
        // Given
        one.edit(900, "website=x.org");
        var two = ContactStory.of(ContactState.unknown("loc", "c2", 2).linkedTo(ContactStory.LINK));
        two.read(100, "city=Berlin");
        two.edit(1_000, "state=BY");
        var merge = Merge.of(
                one.state().withExternalIds(new TreeSet<>(Set.of(ONE))),
                two.state().withExternalIds(new TreeSet<>(Set.of(TWO))));
        var since = ContactStory.of(merge.survivor());
        since.read(2_000, "city=Bonn");

        // When
        var split = Split.undo(since.state(), merge.loser(), true);

        // Then
        assertThat(split.remaining().ghlContactId()).isNull();
        assertThat(split.remaining().writes()).containsOnlyKeys(WEBSITE);
        assertThat(split.remaining().externalIds()).containsExactly(ONE);
        assertThat(split.remaining().valueOf(CITY)).isNull();
        assertThat(split.other().ghlContactId()).isEqualTo(ContactStory.LINK);
        assertThat(split.other().externalIds()).containsExactly(TWO);
        assertThat(split.other().valueOf(CITY)).isEqualTo("Bonn");
        assertThat(split.other().lifecycle().status()).isEqualTo(Lifecycle.Status.ACTIVE);
        assertThat(Merge.keptApart(split.remaining(), split.other())).isTrue();
    }

    @Test
    void theSurvivorKeepsItsOwnLink() {
        // Given
        var linked = ContactStory.of(ContactState.unknown("loc", "c1", 1).linkedTo(ContactStory.LINK));
        linked.read(100, "city=Berlin");
        var merge = Merge.of(linked.state(), ContactState.unknown("loc", "c2", 2));

        // When
        var split = Split.undo(merge.survivor(), merge.loser(), true);

        // Then
        assertThat(split.remaining().ghlContactId()).isEqualTo(ContactStory.LINK);
        assertThat(split.remaining().valueOf(CITY)).isEqualTo("Berlin");
        assertThat(split.other().ghlContactId()).isNull();
    }

    @Test
    void aLoserWhoseLinkWasReplacedGetsNoLinkBack() {
        // Given
        var two = ContactState.unknown("loc", "c2", 2).linkedTo("g2");
        var merge = Merge.of(one.state(), two);
        var relinked = merge.survivor().linkedTo("g3");

        // When
        var split = Split.undo(relinked, merge.loser(), true);

        // Then
        assertThat(split.remaining().ghlContactId()).isEqualTo("g3");
        assertThat(split.other().ghlContactId()).isEqualTo("g2");
    }

    @Test
    void theSurvivorGetsBackWhatTheLosersLaterWritesTookThePlaceOf() {
        // Given
        one.edit(900, "city=Jena website=x.org");
        var two = ContactStory.of(ContactState.unknown("loc", "c2", 2));
        two.edit(1_000, "city=Bonn website=y.org state=BY");
        var merge = Merge.of(one.state(), two.state());
        var since = ContactStory.of(merge.survivor());
        since.edit(1_100, "website=z.org");

        // When
        var split = Split.undo(since.state(), merge.loser(), true);

        // Then
        assertThat(split.remaining().valueOf(CITY)).isEqualTo("Jena");
        assertThat(split.remaining().valueOf(WEBSITE)).isEqualTo("z.org");
        assertThat(split.remaining().writes()).containsOnlyKeys(CITY, WEBSITE);
        assertThat(split.other().valueOf(CITY)).isEqualTo("Bonn");
        assertThat(split.other().lifecycle().displaced()).isNull();
    }

    @ParameterizedTest(name = "archived {0}, the loser {1}, again {2}: archived {3}")
    @CsvSource({"0, 1000, 0, false", "900, 1000, 0, true", "0, 0, 1100, true", "0, 1000, 1100, true", "900, 0, 0, true"
    })
    void onlyTheLoserStaysArchivedIfOnlyTheLoserWas(long archived, long loserArchived, long again, boolean expected) {
        // Given
        var merge = Merge.of(
                archived(ContactState.unknown("loc", "c1", 1), archived),
                archived(ContactState.unknown("loc", "c2", 2), loserArchived));

        // When
        var split = Split.undo(archived(merge.survivor(), again), merge.loser(), true);

        // Then
        assertThat(split.remaining().lifecycle().status() == Lifecycle.Status.ARCHIVED)
                .isEqualTo(expected);
        assertThat(split.other().lifecycle().status() == Lifecycle.Status.ARCHIVED)
                .isEqualTo(loserArchived > 0);
    }

    @ParameterizedTest(name = "its former link is free {0}: {1}")
    @CsvSource({"true, g0, INACTIVE", "false, , ACTIVE"})
    void aSurvivorWhoIsGoneInGoHighLevelIsNotCreatedThereAgain(
            boolean free, @Nullable String link, Lifecycle.Status status) {
        // Given
        var gone = ContactStory.of(ContactState.unknown("loc", "c1", 1).linkedTo("g0"));
        gone.edit(900, "email=ann@example.com");
        gone.fold(1_000, new Input.Deleted("g0", 1_000_000));
        var merge = Merge.of(gone.state(), ContactState.unknown("loc", "c2", 2).linkedTo(ContactStory.LINK));

        // When
        var split = Split.undo(merge.survivor(), merge.loser(), free);

        // Then
        assertThat(split.remaining().ghlContactId()).isEqualTo(link);
        assertThat(split.remaining().lifecycle().status()).isEqualTo(status);
        assertThat(split.other().ghlContactId()).isEqualTo(ContactStory.LINK);
        assertThat(split.other().lifecycle().status()).isEqualTo(Lifecycle.Status.ACTIVE);
    }

    @Test
    void whoTakesTheLinkKnowsWhatWasSentToIt() {
        // Given
        var two = ContactStory.of(ContactState.unknown("loc", "c2", 2).linkedTo(ContactStory.LINK));
        two.read(100, "city=Berlin");
        var merge = Merge.of(one.state(), two.state());
        var since = ContactStory.of(merge.survivor());
        since.edit(1_000, "city=Bonn");
        since.applied(1_010, "city=Bonn");

        // When
        var split = Split.undo(since.state(), merge.loser(), true);

        // Then
        assertThat(split.other().outbound().issued()).singleElement().satisfies(issued -> {
            assertThat(issued.wanted()).containsEntry(CITY, "Bonn");
            assertThat(issued.settled()).isTrue();
        });
        assertThat(split.other().outbound().lastVersion())
                .isEqualTo(since.command().issued().version());
        assertThat(split.other().valueOf(CITY)).isEqualTo("Berlin");
    }

    private static ContactState archived(ContactState contact, long at) {
        return at == 0 ? contact : contact.withLifecycle(contact.lifecycle().archived(at));
    }

    @Test
    void onlyWhatWasMergedIsSplit() {
        // When
        var failure = catchThrowable(() -> Split.undo(one.state(), ContactState.unknown("loc", "c2", 2), true));

        // Then
        assertThat(failure)
                .hasMessage("Contact c2 was not merged into c1; split it from the contact it was merged into.");
    }

    @Test
    void aPersonWhoNeverWasAContactTakesItsIdsAlong() {
        // Given
        var both = one.state().withExternalIds(new TreeSet<>(Set.of(ONE, TWO)));

        // When
        var split = Split.off(both, ContactState.unknown("loc", "c2", 2), new TreeSet<>(Set.of(TWO)));

        // Then
        assertThat(split.remaining().externalIds()).containsExactly(ONE);
        assertThat(split.other().externalIds()).containsExactly(TWO);
        assertThat(split.remaining().lifecycle().apartFrom()).containsExactly("c2");
        assertThat(split.other().lifecycle().apartFrom()).containsExactly("c1");
    }
}
