package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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
        var split = Split.undo(since.state(), merge.loser());

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
        var split = Split.undo(merge.survivor(), merge.loser());

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
        var split = Split.undo(relinked, merge.loser());

        // Then
        assertThat(split.remaining().ghlContactId()).isEqualTo("g3");
        assertThat(split.other().ghlContactId()).isEqualTo("g2");
    }

    @Test
    void onlyWhatWasMergedIsSplit() {
        // When
        var failure = catchThrowable(() -> Split.undo(one.state(), ContactState.unknown("loc", "c2", 2)));

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
