package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When consumers are told: whatever differs in the public record counts, and nothing else; times are seconds. */
class ContactViewTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    @ParameterizedTest
    @MethodSource("differences")
    void consumersAreToldOfWhateverDiffersInThePublicRecord(UnaryOperator<ContactState> difference) {
        // Given
        var before = known();

        // When
        var folded = regrouped(before, difference.apply(before));

        // Then
        assertThat(folded.announced()).isTrue();
        assertThat(folded.state().published().version())
                .isEqualTo(before.published().version() + 1);
        assertThat(folded.state().published().at()).isEqualTo(1_000_000);
    }

    static Stream<Named<UnaryOperator<ContactState>>> differences() {
        return Stream.of(
                named("a value", state -> written(state, CITY, "Bonn", 200, "app")),
                named("who wrote an equal value", state -> written(state, CITY, "Berlin", 200, "app")),
                named(
                        "a field there was not, without a value",
                        state -> written(state, FieldKey.of(Field.STATE), null, 200, "app")),
                named(
                        "the status",
                        state -> state.withLifecycle(state.lifecycle().archived(5))),
                named("the link", ContactState::unlinked),
                named("another link", state -> state.linkedTo("g2")),
                named("a merge", state -> state.withLifecycle(state.lifecycle().merged("c9", null))),
                named(
                        "a possible duplicate",
                        state -> state.withLifecycle(state.lifecycle().duplicating("c9"))),
                named(
                        "an id of another system",
                        state -> state.withExternalIds(new TreeSet<>(Set.of(new ExternalId("crm", "1"))))));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({"app,200,false", "app,201,true", "other,200,true"})
    void consumersAreToldOfAnotherTimeOrProducer(String producer, long changedAt, boolean announced) {
        // Given
        var before =
                regrouped(known(), written(known(), CITY, "Berlin", 200, "app")).state();

        // When
        var folded = regrouped(before, written(before, CITY, "Berlin", changedAt, producer));

        // Then
        assertThat(folded.announced()).isEqualTo(announced);
    }

    @Test
    void consumersAreNotToldOfAReadThatConfirms() {
        // Given
        var story = ContactStory.of(known());

        // When
        var folded = story.read(500, "city=Berlin");

        // Then
        assertThat(folded.announced()).isFalse();
        assertThat(story.state().published().version()).isEqualTo(1);
    }

    @Test
    void consumersAreToldWhenADeletionGetsALaterTime() {
        // Given
        var story = ContactStory.of(known());
        story.deleted(500);

        // When
        var folded = story.deleted(600);

        // Then
        assertThat(folded.announced()).isTrue();
        assertThat(story.view().deletedInGhlAt()).isEqualTo(600_000);
        assertThat(folded.happenings()).isEmpty();
    }

    @Test
    void consumersAreToldWhatIsPendingAndNotWritable() {
        // Given
        var story = ContactStory.of(known());
        story.edit(500, "website=x.org company=Acme");

        // When
        var settled = story.applied(510, "city=Berlin website=x.org");

        // Then
        assertThat(settled.announced()).isTrue();
        assertThat(settled.happenings()).isEmpty();
        assertThat(story.view().pending()).isEmpty();
        assertThat(story.view().notWritable()).containsExactly(FieldKey.of(Field.COMPANY));
    }

    @Test
    void aFieldThatThereIsNotHasNoValue() {
        // When
        var view = ContactStory.of(known()).view();

        // Then
        assertThat(view.value(Field.CITY)).isEqualTo("Berlin");
        assertThat(view.value(Field.STATE)).isNull();
    }

    private static Named<UnaryOperator<ContactState>> named(String name, UnaryOperator<ContactState> difference) {
        return Named.of(name, difference);
    }

    private static ContactState written(
            ContactState state, FieldKey key, @Nullable String value, long at, String producer) {
        var writes = new TreeMap<>(state.writes());
        writes.put(key, new Write(value, at * 1_000, "change-" + at, producer));
        return state.withWrites(writes);
    }

    private static Folded regrouped(ContactState before, ContactState after) {
        return ContactFold.regrouped(
                before, after, new Input.Regrouped(Side.OPERATOR, "c9"), Policy.DEFAULT, 1_000_000);
    }

    private static ContactState known() {
        var story = ContactStory.linked();
        story.read(100, "city=Berlin");
        return story.state();
    }
}
