package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.CustomFieldKeys;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the examples of docs/merge-rules.md. */
class MergeRulesTest {
    private static final Path RULES = Path.of("../docs/merge-rules.md");
    private static final String EXAMPLE = "### Example: ";

    private ContactState state = ContactState.unknown("loc", "c1", 0).linkedTo("g1");
    private final List<Command> commands = new ArrayList<>();
    private final Map<String, String> customFields = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private int number;

    static List<Named<List<List<String>>>> examples() throws IOException {
        var examples = new ArrayList<Named<List<List<String>>>>();
        var rows = new ArrayList<List<String>>();
        for (var line : Files.readAllLines(RULES)) {
            if (line.startsWith(EXAMPLE)) {
                rows = new ArrayList<>();
                examples.add(Named.of(line.substring(EXAMPLE.length()), rows));
            } else if (line.startsWith("#")) {
                rows = new ArrayList<>();
            } else if (line.matches("\\| *(\\d+:\\d\\d|then) *\\|.*")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return examples;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void holdsAsWritten(List<List<String>> rows) {
        // Given
        assertThat(rows).isNotEmpty();

        // When
        rows.stream()
                .filter(row -> !row.getFirst().equals("then"))
                .forEach(row -> play(millis(row.getFirst()), row.get(1), row.get(2)));

        // Then
        var claims = rows.stream().filter(row -> row.getFirst().equals("then")).toList();
        assertThat(claims).isNotEmpty();
        claims.forEach(row -> require(row.get(1), row.get(2)));
    }

    private void play(long at, String who, String what) {
        var values = values(what);
        var words = who.split("[ #@]", 2);
        switch (words[0]) {
            case "read" -> seen(at, Rank.READ, values);
            case "webhook" -> seen(at, Rank.WEBHOOK, values);
            case "search" -> seen(at, Rank.SEARCH, values);
            case "deleted" -> fold(new Input.Deleted("g1", at), at);
            case "defined" -> values.forEach((id, key) -> customFields.put(key, id.name()));
            case "we" -> ours(at, who, values);
            case "pushed" ->
                settled(at, who.contains("#") ? Integer.parseInt(words[1]) - 1 : commands.size() - 1, Set.of(), values);
            case "refused" -> settled(at, commands.size() - 1, Set.of(new FieldKey(words[1])), values);
            default -> throw new IllegalArgumentException("The rules say '" + who + "', which nobody plays.");
        }
    }

    private void ours(long at, String who, SortedMap<FieldKey, @Nullable String> values) {
        var kind = who.endsWith("archive")
                ? Input.Edit.Kind.ARCHIVE
                : who.endsWith("restore") ? Input.Edit.Kind.RESTORE : Input.Edit.Kind.UPSERT;
        long madeAt = who.contains("@") ? millis(who.substring(who.indexOf('@') + 1)) : at;
        switch (new CustomFieldKeys(customFields).named(values)) {
            case CustomFieldKeys.Named.ById(var named) ->
                fold(
                        new Input.Edited(new Input.Edit(
                                "change-" + number++,
                                "app",
                                kind,
                                named,
                                new TreeSet<>(),
                                Math.min(madeAt, at),
                                at,
                                null)),
                        at);
            case CustomFieldKeys.Named.Unknown(var field) -> unreadable.add(field.name());
            case CustomFieldKeys.Named.Contradiction(var field) -> unreadable.add(field.name());
        }
    }

    private void seen(long at, Rank rank, SortedMap<FieldKey, @Nullable String> values) {
        fold(new Input.Seen("g1", statement(at, rank, values), 0, Set.of()), at);
    }

    private static Statement statement(long at, Rank rank, SortedMap<FieldKey, @Nullable String> values) {
        return new Statement(new Stamp(at, at, rank), values, true, rank == Rank.READ);
    }

    private void settled(long at, int command, Set<FieldKey> refused, SortedMap<FieldKey, @Nullable String> answer) {
        var issued = commands.get(command).issued();
        var outcomes = new TreeMap<FieldKey, FieldOutcome>();
        issued.wanted()
                .forEach((key, value) -> outcomes.put(
                        key,
                        new FieldOutcome(
                                refused.contains(key) ? FieldOutcome.Result.REFUSED : FieldOutcome.Result.APPLIED,
                                value,
                                null)));
        var kind = refused.isEmpty() ? Outcome.Kind.APPLIED : Outcome.Kind.PARTLY;
        fold(
                new Input.Settled(new Outcome(
                        issued.version(), kind, null, "g1", outcomes, statement(at, Rank.READ, answer), at, false)),
                at);
    }

    private void fold(Input input, long at) {
        var folded = ContactFold.fold(state, input, Policy.DEFAULT, at);
        state = folded.state();
        folded.command().ifPresent(commands::add);
    }

    private void require(String what, String claim) {
        var view = state.view(Policy.DEFAULT);
        switch (what) {
            case "values" ->
                values(claim)
                        .forEach((key, value) ->
                                assertThat(view.value(key)).as(key.name()).isEqualTo(value));
            case "side" ->
                values(claim)
                        .forEach((key, side) ->
                                assertThat(side(view, key)).as(key.name()).isEqualTo(side));
            case "pending" -> assertThat(names(view.pending())).isEqualTo(listed(claim));
            case "held" -> assertThat(names(view.held().keySet())).isEqualTo(listed(claim));
            case "not writable" -> assertThat(names(view.notWritable())).isEqualTo(listed(claim));
            case "refused" -> assertThat(unreadable).isEqualTo(listed(claim));
            case "commands" -> assertThat(commands).hasSize(Integer.parseInt(claim));
            case "command" -> requireCommand(commands.getLast().issued(), claim);
            case "status" ->
                assertThat(view.status().name().toLowerCase(Locale.ROOT)).isEqualTo(claim);
            default -> throw new IllegalArgumentException("The rules claim '" + what + "', which nobody checks.");
        }
    }

    private static void requireCommand(Issued issued, String claim) {
        var words = claim.split(" ", 2);
        assertThat(issued.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(words[0]);
        assertThat(issued.wanted()).isEqualTo(words.length == 1 ? new TreeMap<>() : values(words[1]));
    }

    private static String side(ContactView view, FieldKey key) {
        return view.fields().get(key).side().name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> names(Iterable<FieldKey> keys) {
        var names = new HashSet<String>();
        keys.forEach(key -> names.add(key.name()));
        return names;
    }

    private static Set<String> listed(String claim) {
        return claim.equals("–") ? Set.of() : Arrays.stream(claim.split(" ")).collect(Collectors.toSet());
    }

    private static SortedMap<FieldKey, @Nullable String> values(String text) {
        var values = new TreeMap<FieldKey, @Nullable String>();
        if (!text.isEmpty()) {
            for (var word : text.split(" ")) {
                int cut = word.indexOf('=');
                var value = word.substring(cut + 1);
                values.put(new FieldKey(word.substring(0, cut)), value.isEmpty() ? null : value);
            }
        }
        return values;
    }

    private static long millis(String time) {
        var parts = time.split(":");
        return (Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1])) * 1_000;
    }
}
