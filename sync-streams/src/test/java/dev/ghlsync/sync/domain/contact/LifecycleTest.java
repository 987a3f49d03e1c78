package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    @ParameterizedTest(name = "deleted {0}, found {1}, archived {2}, restored {3}: {4}")
    @CsvSource({
        "0, 0, 0, 0, ACTIVE",
        "5, 0, 0, 0, INACTIVE",
        "5, 5, 0, 0, INACTIVE",
        "5, 6, 0, 0, ACTIVE",
        "0, 0, 5, 0, ARCHIVED",
        "0, 0, 5, 5, ARCHIVED",
        "0, 0, 5, 6, ACTIVE",
        "0, 0, 0, 6, ACTIVE",
        "5, 0, 5, 0, ARCHIVED",
        "5, 0, 5, 6, INACTIVE"
    })
    void theLaterOfWhatWasSaidCountsAndATieGoesToTheEnd(
            long deleted, long found, long archived, long restored, Lifecycle.Status expected) {
        // When
        var lifecycle =
                Lifecycle.NEW.deleted(deleted).found(found).archived(archived).restored(restored);

        // Then
        assertThat(lifecycle.status()).isEqualTo(expected);
        assertThat(lifecycle.isDeletedInGhl()).isEqualTo(deleted > 0 && deleted >= found);
    }

    @Test
    void anEarlierTimeThatComesLaterChangesNothing() {
        // Given
        var lifecycle = Lifecycle.NEW.deleted(5).found(6).archived(7).restored(8);

        // When
        var again = lifecycle.deleted(4).found(5).archived(6).restored(7);

        // Then
        assertThat(again).isEqualTo(lifecycle);
    }

    @Test
    void underANewLinkTheOldDeleteNoLongerCounts() {
        // Given
        var lifecycle = Lifecycle.NEW.deleted(5).archived(3).restored(4).duplicating("c9");

        // When
        var relinked = lifecycle.withoutGhl();

        // Then
        assertThat(relinked.status()).isEqualTo(Lifecycle.Status.ACTIVE);
        assertThat(relinked).isEqualTo(Lifecycle.NEW.archived(3).restored(4).duplicating("c9"));
    }

    @Test
    void aMergedContactIsMergedWhateverElseIsSaidUntilItIsUnmerged() {
        // Given
        var lifecycle = Lifecycle.NEW.deleted(5).archived(6).merged("c1", null);

        // When
        var unmerged = lifecycle.unmerged();

        // Then
        assertThat(lifecycle.status()).isEqualTo(Lifecycle.Status.MERGED);
        assertThat(unmerged).isEqualTo(Lifecycle.NEW.deleted(5).archived(6));
    }

    @Test
    void whatGhlSaidOfAnotherWithTheSameLinkIsTaken() {
        // Given
        var lifecycle = Lifecycle.NEW.archived(6).restored(7);

        // When
        var seen = lifecycle.seenAs(Lifecycle.NEW.deleted(5).found(3).archived(100));

        // Then
        assertThat(seen).isEqualTo(Lifecycle.NEW.deleted(5).found(3).archived(6).restored(7));
    }
}
