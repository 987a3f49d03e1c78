package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Published.Seen;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a writer saw who read a version of the public record. */
class PublishedTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    private final ContactStory story = ContactStory.linked();

    @ParameterizedTest(name = "version {0}: {1}")
    @CsvSource({"0,unknown", "1,unknown", "2,Bonn", "3,Jena", "4,Jena", "9,Jena"})
    void theValueNowAndTheOneBeforeAreRemembered(long version, String expected) {
        // Given
        story.read(100, "city=Berlin");
        story.read(200, "city=Bonn");
        story.read(300, "city=Jena");
        story.read(400, "city=Jena website=x");

        // When
        var seen = story.state().published().seenAt(CITY, version);

        // Then
        assertThat(seen).isEqualTo(expected.equals("unknown") ? Optional.empty() : Optional.of(new Seen(expected)));
    }

    @ParameterizedTest(name = "version {0}: {1}")
    @CsvSource({"0,", "1,", "2,x", "3,x"})
    void aFieldHadNoValueBeforeItsFirst(long version, @Nullable String expected) {
        // Given
        story.read(100, "city=Berlin");
        story.read(200, "city=Berlin website=x");

        // When
        var seen = story.state().published().seenAt(FieldKey.of(Field.WEBSITE), version);

        // Then
        assertThat(seen).hasValue(new Seen(expected));
    }

    @Test
    void aFieldThatNeverHadAValueHadNone() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var seen = story.state().published().seenAt(FieldKey.of(Field.STATE), 0);

        // Then
        assertThat(seen).hasValue(new Seen(null));
    }

    @Test
    void tagsThatWereLostLongAgoAreForgottenTheOldestFirst() {
        // Given
        var published = Published.NOTHING;
        for (int i = 1; i <= Published.MAX_GONE + 2; i++) {
            published = published.next(i, tagged(i)).next(i, tagged(0));
        }

        // When
        var kept = published.past();

        // Then
        assertThat(kept).hasSize(Published.MAX_GONE);
        assertThat(kept.keySet()).doesNotContain(tag(1), tag(2)).contains(tag(3), tag(Published.MAX_GONE + 2));
        assertThat(published.forgotten()).isEqualTo(4);
        assertThat(published.seenAt(tag(1), 3)).isEmpty();
        assertThat(published.seenAt(tag(1), 4)).hasValue(new Seen(null));
    }

    @Test
    void whatHasAValueIsNeverForgotten() {
        // Given
        story.read(100, "city=Berlin");
        var values = new StringBuilder("city=Berlin");
        for (int i = 0; i < 100; i++) {
            values.append(" customFields.c").append(i).append("=x");
        }

        // When
        story.read(200, values.toString());

        // Then
        assertThat(story.state().published().past()).hasSize(101);
        assertThat(story.state().published().forgotten()).isZero();
    }

    /** A contact with this tag only, of all that there ever were; without any when the number is 0. */
    private static ContactView tagged(int number) {
        var one = ContactStory.linked();
        var all = new StringBuilder();
        for (int i = 1; i <= Published.MAX_GONE + 2; i++) {
            all.append(" tags.t").append(i).append("=+");
        }
        one.webhook(1, all.toString());
        one.webhook(1_000, number == 0 ? "" : "tags.t" + number + "=+");
        return one.view();
    }

    private static FieldKey tag(int number) {
        return FieldKey.tag("t" + number);
    }
}
