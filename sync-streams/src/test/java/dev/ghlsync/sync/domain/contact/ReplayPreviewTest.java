package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a preview says is what the replay does; times are seconds. */
class ReplayPreviewTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    private ContactState state = ContactState.unknown("loc", "c1", 0).linkedTo("g1");
    private Optional<Command> command = Optional.empty();

    @ParameterizedTest(name = "held as {0}, then {1}: {2}")
    @CsvSource({
        "REFUSED, nothing,          APPLY",
        "DEAD,    nothing,          APPLY",
        "REFUSED, ghl sets Bern,    CONFLICT",
        "DEAD,    ghl sets Bern,    CONFLICT",
        "REFUSED, ghl sets Oslo,    SUPERSEDED",
        "REFUSED, we set Berlin,    SUPERSEDED",
        "REFUSED, we set Rome,      SUPERSEDED",
        "DEAD,    we set Rome,      SUPERSEDED"
    })
    void thePreviewIsWhatTheReplayDoes(Outcome.Kind kind, String since, ReplayPreview.Verdict verdict) {
        // Given
        seen(100, "Berlin");
        edit(1_000, "Oslo");
        settle(command.orElseThrow(), kind, 1_010);
        if (since.startsWith("ghl")) {
            seen(2_000, since.substring(since.lastIndexOf(' ') + 1));
        } else if (since.startsWith("we")) {
            edit(2_000, since.substring(since.lastIndexOf(' ') + 1));
        }

        // When
        ReplayPreview preview = ReplayPreview.of(state, List.of("city"), 0, Policy.DEFAULT);

        // Then
        assertThat(preview.verdict()).isEqualTo(verdict);
        fold(new Input.Replanned(new Replan(Replan.Cause.REPLAY, 0, 0, List.of("city"), 0)), 3_000);
        assertThat(command.isPresent()).isEqualTo(verdict == ReplayPreview.Verdict.APPLY);
    }

    @Test
    void whileTheOutcomeIsOnItsWayNothingIsCalledSuperseded() {
        // Given
        var story = ContactStory.linked();
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();
        var before = ReplayPreview.of(story.state(), List.of("city"), version, Policy.DEFAULT);

        // When
        story.settled(1_010, Outcome.Kind.DEAD, "exhausted", null, null);

        // Then
        var after = ReplayPreview.of(story.state(), List.of("city"), version, Policy.DEFAULT);
        assertThat(before.verdict()).isEqualTo(ReplayPreview.Verdict.PENDING);
        assertThat(after.verdict()).isEqualTo(ReplayPreview.Verdict.APPLY);
    }

    @ParameterizedTest(name = "replay of {0}: {1} {2}")
    @CsvSource({"'', CONFLICT, city", "city, CONFLICT, city", "website, SUPERSEDED, ''"})
    void onlyWhatIsAskedForCanConflict(String asked, ReplayPreview.Verdict verdict, String fields) {
        // Given
        var story = ContactStory.linked();
        story.read(100, "city=Berlin website=");
        story.edit(1_000, "city=Bonn website=x.org");
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);
        story.read(2_000, "city=Jena website=x.org");

        // When
        var preview = ReplayPreview.of(story.state(), asked.isEmpty() ? List.of() : List.of(asked), 0, Policy.DEFAULT);

        // Then
        assertThat(preview.verdict()).isEqualTo(verdict);
        assertThat(ContactStory.text(preview.fields())).isEqualTo(fields);
    }

    private void seen(long at, String city) {
        var values = new TreeMap<FieldKey, @Nullable String>(Map.of(CITY, city));
        var stamp = new Stamp(at * 1_000, at * 1_000, Rank.READ);
        fold(new Input.Seen("g1", new Statement(stamp, values, true, true), 0, Set.of()), at);
    }

    private void edit(long at, String city) {
        fold(
                new Input.Edited(new Input.Edit(
                        "change-" + at,
                        "test",
                        Input.Edit.Kind.UPSERT,
                        new TreeMap<>(Map.of(CITY, city)),
                        new TreeSet<>(),
                        at * 1_000,
                        at * 1_000,
                        null)),
                at);
    }

    private void settle(Command given, Outcome.Kind kind, long at) {
        Map<FieldKey, FieldOutcome> fields = kind == Outcome.Kind.DEAD
                ? Map.of()
                : Map.of(CITY, new FieldOutcome(FieldOutcome.Result.REFUSED, "Oslo", "field_refused"));
        fold(
                new Input.Settled(
                        new Outcome(given.issued().version(), kind, "test", "g1", fields, null, at * 1_000, false)),
                at);
    }

    private void fold(Input input, long at) {
        var folded = ContactFold.fold(state, input, Policy.DEFAULT, at * 1_000);
        state = folded.state();
        command = folded.command();
    }
}
