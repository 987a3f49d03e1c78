package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One contact and what happens to it. Times are seconds, folded as milliseconds; values are text such as {@code city=Bonn
 * tags.vip=+}, where nothing behind the sign is no value.
 */
final class ContactStory {
    static final String LINK = "g1";

    private final Policy policy;
    private final List<Command> commands = new ArrayList<>();
    private ContactState state;

    private ContactStory(ContactState state, Policy policy) {
        this.state = state;
        this.policy = policy;
    }

    static ContactStory linked() {
        return of(ContactState.unknown("loc", "c1", 0).linkedTo(LINK));
    }

    static ContactStory unlinked() {
        return of(ContactState.unknown("loc", "c1", 0));
    }

    static ContactStory of(ContactState state) {
        return new ContactStory(state, Policy.DEFAULT);
    }

    ContactStory under(Policy other) {
        return new ContactStory(state, other);
    }

    ContactState state() {
        return state;
    }

    ContactView view() {
        return state.view(policy);
    }

    List<Command> commands() {
        return commands;
    }

    Command command() {
        return commands.getLast();
    }

    Folded read(long at, String values) {
        return seen(Rank.READ, at, values, Set.of());
    }

    Folded webhook(long at, String values) {
        return seen(Rank.WEBHOOK, at, values, Set.of());
    }

    Folded webhookWithout(long at, String values, String omitted) {
        return seen(Rank.WEBHOOK, at, values, keys(omitted));
    }

    private Folded seen(Rank rank, long at, String values, Set<FieldKey> omitted) {
        return fold(at, new Input.Seen(LINK, statement(rank, at, values), 0, omitted));
    }

    Folded deleted(long at) {
        return fold(at, new Input.Deleted(LINK, at * 1_000));
    }

    Folded edit(long at, String values) {
        return edit(at, at, values, null);
    }

    Folded edit(long changedAt, long at, String values, @Nullable Long baseVersion) {
        return change(changedAt, at, Input.Edit.Kind.UPSERT, values, baseVersion);
    }

    Folded archive(long at) {
        return change(at, at, Input.Edit.Kind.ARCHIVE, "", null);
    }

    Folded restore(long at) {
        return change(at, at, Input.Edit.Kind.RESTORE, "", null);
    }

    private Folded change(long changedAt, long at, Input.Edit.Kind kind, String values, @Nullable Long baseVersion) {
        return fold(
                at,
                new Input.Edited(new Input.Edit(
                        "change-" + changedAt,
                        "app",
                        kind,
                        valuesOf(values),
                        new TreeSet<>(),
                        changedAt * 1_000,
                        at * 1_000,
                        baseVersion)));
    }

    /** The newest command was taken, and the answer states these values. */
    Folded applied(long at, String answer) {
        return settled(at, Outcome.Kind.APPLIED, null, "APPLIED", answer);
    }

    /**
     * The newest command ended.
     *
     * @param each what became of each of its fields, empty when the outcome does not say
     * @param answer values of the answer, null when there was none
     */
    Folded settled(
            long at, Outcome.Kind kind, @Nullable String reason, @Nullable String each, @Nullable String answer) {
        return settled(command(), at, kind, reason, each, answer);
    }

    Folded settled(
            Command command,
            long at,
            Outcome.Kind kind,
            @Nullable String reason,
            @Nullable String each,
            @Nullable String answer) {
        return settled(command, at, kind, reason, each, answer, false);
    }

    /** A command of which nobody knows whether it reached GoHighLevel ended. */
    Folded maybeSent(Command command, long at, Outcome.Kind kind, String reason) {
        return settled(command, at, kind, reason, null, null, true);
    }

    /** A create was found to be there already: it is settled, and what is there is read. */
    Folded duplicateOf(Command create, long at, String values, boolean maybeSent) {
        settled(create, at, Outcome.Kind.DUPLICATE_OF, "duplicate_contact", null, null, maybeSent);
        return read(at, values);
    }

    Folded superseded(Command command, long at, boolean maybeSent) {
        return settled(command, at, Outcome.Kind.SUPERSEDED, "superseded_by_newer", null, null, maybeSent);
    }

    private Folded settled(
            Command command,
            long at,
            Outcome.Kind kind,
            @Nullable String reason,
            @Nullable String each,
            @Nullable String answer,
            boolean maybeSent) {
        var fields = new TreeMap<FieldKey, FieldOutcome>();
        if (each != null) {
            command.issued()
                    .wanted()
                    .forEach((key, value) ->
                            fields.put(key, new FieldOutcome(FieldOutcome.Result.valueOf(each), value, reason)));
        }
        return fold(
                at,
                new Input.Settled(new Outcome(
                        command.issued().version(),
                        kind,
                        reason,
                        LINK,
                        fields,
                        answer == null ? null : statement(Rank.READ, at, answer),
                        at * 1_000,
                        maybeSent)));
    }

    Folded replanned(long at, Replan.Cause cause, long version, String... fields) {
        return fold(at, new Input.Replanned(new Replan(cause, version, 1, List.of(fields), at * 1_000)));
    }

    Folded woken(long at) {
        return fold(at, new Input.Woken());
    }

    Folded fold(long at, Input input) {
        var folded = ContactFold.fold(state, input, policy, at * 1_000);
        state = folded.state();
        folded.command().ifPresent(commands::add);
        return folded;
    }

    static Statement statement(Rank rank, long at, String values) {
        return new Statement(new Stamp(at * 1_000, at * 1_000, rank), valuesOf(values), true, rank == Rank.READ);
    }

    static SortedMap<FieldKey, @Nullable String> valuesOf(String text) {
        var values = new TreeMap<FieldKey, @Nullable String>();
        for (var word : text.split(" ")) {
            int cut = word.indexOf('=');
            if (cut > 0) {
                values.put(
                        new FieldKey(word.substring(0, cut)),
                        cut == word.length() - 1 ? null : word.substring(cut + 1));
            }
        }
        return values;
    }

    static Set<FieldKey> keys(String text) {
        return Arrays.stream(text.split(" ")).map(FieldKey::new).collect(Collectors.toSet());
    }

    /** The happenings as text, such as {@code contact_updated by CRM app: city}. */
    static List<String> told(Folded folded) {
        return folded.happenings().stream().map(ContactStory::told).toList();
    }

    private static String told(Happening happening) {
        return happening.kind().code() + " by " + happening.side()
                + (happening.producer() == null ? "" : " " + happening.producer())
                + (happening.fields().isEmpty() ? "" : ": " + text(happening.fields()))
                + (happening.reason() == null ? "" : ", " + happening.reason())
                + (happening.relatedContactId() == null ? "" : ", " + happening.relatedContactId());
    }

    static String text(Iterable<FieldKey> keys) {
        var names = new ArrayList<String>();
        keys.forEach(key -> names.add(key.name()));
        return String.join(" ", names);
    }
}
