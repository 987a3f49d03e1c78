package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a history: one linked contact under edits of both sides, a network that delays, duplicates and reorders, and a pusher whose
 * requests fail before or after they took effect or take effect long after they failed, are refused in part, parked or given up.
 */
final class Simulation {
    static final FieldKey COMPANY = FieldKey.of(Field.COMPANY);
    static final List<FieldKey> KEYS = List.of(
            FieldKey.of(Field.CITY), FieldKey.of(Field.WEBSITE), COMPANY, FieldKey.custom("c1"), FieldKey.tag("vip"));

    /** GoHighLevel refuses such a value of ours, and does not keep the other one. */
    private static final String REFUSED = "refused-";

    private static final String DISCARDED = "discarded-";
    /** GoHighLevel works on a request for so long at most after it was given up. */
    private static final int LANDING_MAX_MS = 55_000;

    /** Something that arrives at a time. */
    private record Arrival(long at, long number, Input input) {}

    /** A request that nobody waits for any more, and when GoHighLevel is done with it. */
    private record Landing(long at, Command command) {}

    /** An edit and when it was made. */
    record Edit(Side side, @Nullable String value, long at) {}

    private final @Nullable List<String> log;
    private final SimulatedGhl ghl;
    private final PriorityQueue<Arrival> network =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::number));
    private final PriorityQueue<Landing> landings = new PriorityQueue<>(Comparator.comparingLong(Landing::at));
    private final List<Command> commands = new ArrayList<>();
    private final Map<FieldKey, List<Edit>> edits = new HashMap<>();
    private final Map<Long, Integer> settlements = new TreeMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private long now = 1_000_000;
    private long number;
    private long newestGiven;
    private long wakeAt = Long.MAX_VALUE;
    private ContactState state;

    /** @param log takes a line for everything that happens, null for none */
    Simulation(@Nullable List<String> log) {
        this.log = log;
        ghl = new SimulatedGhl(new TreeSet<>(KEYS), now);
        state = ContactState.unknown("loc", "contact-1", now).linkedTo(SimulatedGhl.ID);
        receive(new Input.Seen(SimulatedGhl.ID, ghl.read(now), 0, Set.of()));
        now += 10_000; // what GoHighLevel had at first is older than any edit
    }

    ContactState state() {
        return state;
    }

    Map<FieldKey, List<Edit>> edits() {
        return edits;
    }

    /** How often each version given out was settled. */
    Map<Long, Integer> settlements() {
        return settlements;
    }

    @Nullable
    String truth(FieldKey key) {
        return ghl.value(key);
    }

    void play(History history) {
        for (var step : history.steps()) {
            random = new SplittableRandom(step.luck());
            switch (step.kind()) {
                case GHL_EDITS -> editInGhl();
                case WE_EDIT -> editOurs();
                case WE_ARCHIVE -> ours(Input.Edit.Kind.ARCHIVE, new TreeMap<>(), now);
                case WE_RESTORE -> ours(Input.Edit.Kind.RESTORE, new TreeMap<>(), now);
                case PUSH -> push();
                case MOMENT -> pass(700);
                case WHILE -> pass(20_000);
            }
        }
        random = new SplittableRandom(history.luck());
        quiesce();
    }

    /** No more edits: everything on its way arrives, and the pusher works until nothing is left. */
    private void quiesce() {
        now++;
        ours(Input.Edit.Kind.RESTORE, new TreeMap<>(), now);
        for (int i = 0; i < 200; i++) {
            boolean quiet = network.isEmpty() && landings.isEmpty() && commands.isEmpty() && wakeAt == Long.MAX_VALUE;
            if (quiet && i > 3) {
                break;
            }
            pass(30_000);
            push();
            if (i % 10 == 2) {
                receive(new Input.Seen(SimulatedGhl.ID, ghl.read(now), 0, Set.of()));
            }
        }
    }

    private void editInGhl() {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        var value = value(key, "ghl-");
        if (Objects.equals(value, ghl.value(key))) {
            return;
        }
        now++;
        ghl.set(key, value, now);
        edits.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit(Side.GHL, value, now));
        note(() -> "ghl edits " + key + " = " + value);
        notifyOurs();
    }

    private void notifyOurs() {
        for (int copies = random.nextInt(8) == 0 ? 2 : 1; copies > 0; copies--) {
            arrive(random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(400), ghl.webhook(now));
        }
    }

    private void editOurs() {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        var value = value(key, random.nextInt(12) == 0 ? REFUSED : random.nextInt(12) == 0 ? DISCARDED : "crm-");
        now++;
        long changedAt = random.nextInt(4) == 0 ? now - random.nextInt(3_000) : now;
        boolean taken = edits.getOrDefault(key, List.of()).stream().anyMatch(e -> e.at() == changedAt);
        if (taken || Objects.equals(value, state.valueOf(key))) {
            return;
        }
        var set = new TreeMap<FieldKey, @Nullable String>();
        set.put(key, value);
        edits.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit(Side.CRM, value, changedAt));
        note(() -> "we edit " + key + " = " + value + " at " + changedAt);
        ours(Input.Edit.Kind.UPSERT, set, changedAt);
    }

    private void ours(Input.Edit.Kind kind, SortedMap<FieldKey, @Nullable String> set, long changedAt) {
        receive(new Input.Edited(new Input.Edit(
                "change-" + number++,
                "test",
                kind,
                set,
                new TreeSet<>(),
                changedAt,
                now,
                state.published().version())));
    }

    private @Nullable String value(FieldKey key, String prefix) {
        if (key.isTag()) {
            return random.nextBoolean() ? FieldKey.PRESENT : null;
        }
        // Values are unique, so that who wrote what is never a guess.
        return random.nextInt(5) == 0 ? null : prefix + number++;
    }

    private void push() {
        if (commands.isEmpty()) {
            return;
        }
        var newest = commands.removeLast();
        boolean careful = false;
        for (var old : commands) {
            // A process sent it and ended before it could tell: the next one settles it without knowing, and reads
            // first.
            boolean sent = random.nextInt(4) == 0 && isRecognisable(old.issued());
            if (sent) {
                now += 5;
                write(old, careful);
            }
            careful |= sent;
            settle(old, Outcome.Kind.SUPERSEDED, "superseded_by_newer", Map.of(), false, sent);
        }
        commands.clear();
        now += 5;
        var issued = newest.issued();
        if (issued.kind() == Issued.Kind.NOTHING) {
            settle(newest, Outcome.Kind.APPLIED, null, Map.of(), false);
            return;
        }
        switch (random.nextInt(30)) {
            case 0, 1, 2 -> retry(issued, "request lost");
            case 3, 4, 5 -> {
                write(newest, careful);
                retry(issued, "answer lost");
            }
            case 6 -> {
                boolean sent = random.nextBoolean() && isRecognisable(issued);
                if (sent) {
                    write(newest, careful);
                }
                settle(newest, Outcome.Kind.PARKED, "location_paused", Map.of(), false, sent);
                arrive(2_000, new Input.Replanned(new Replan(Replan.Cause.RECONNECT, 0, 0, List.of(), 0)));
            }
            case 7 -> settle(newest, Outcome.Kind.DEAD, "attempts_exhausted", Map.of(), false);
            case 8 -> {
                if (isRecognisable(issued)) {
                    landings.add(new Landing(now + random.nextInt(LANDING_MAX_MS), newest));
                }
                retry(issued, "given up");
            }
            default -> answer(newest, write(newest, careful));
        }
    }

    /** Values are unique, tags are not: nobody can tell who removed a tag that a version wanted removed of which nothing is known. */
    private static boolean isRecognisable(Issued issued) {
        return issued.kind() != Issued.Kind.NOTHING
                && issued.wanted().keySet().stream().noneMatch(FieldKey::isTag);
    }

    private void answer(Command command, Map<FieldKey, FieldOutcome> outcomes) {
        boolean all = outcomes.values().stream().allMatch(o -> o.result() == FieldOutcome.Result.APPLIED);
        boolean none = outcomes.values().stream().noneMatch(o -> o.result() == FieldOutcome.Result.APPLIED);
        boolean refused = outcomes.values().stream().anyMatch(o -> o.result() == FieldOutcome.Result.REFUSED);
        var kind = all ? Outcome.Kind.APPLIED : none && refused ? Outcome.Kind.REFUSED : Outcome.Kind.PARTLY;
        settle(command, kind, null, outcomes, kind != Outcome.Kind.REFUSED);
    }

    private Map<FieldKey, FieldOutcome> write(Command command, boolean careful) {
        var outcomes = new TreeMap<FieldKey, FieldOutcome>();
        boolean wrote = false;
        for (var entry : command.issued().wanted().entrySet()) {
            var result = write(command, entry.getKey(), entry.getValue(), careful);
            wrote |= result == FieldOutcome.Result.APPLIED;
            outcomes.put(entry.getKey(), new FieldOutcome(result, entry.getValue(), null));
        }
        note(() -> "pushed version " + command.issued().version() + " " + outcomes);
        if (wrote) {
            notifyOurs();
        }
        return outcomes;
    }

    private FieldOutcome.Result write(Command command, FieldKey key, @Nullable String value, boolean careful) {
        var current = ghl.value(key);
        var base = Objects.requireNonNull(command.bases().get(key));
        boolean foreign = (careful || command.issued().attempt() > 1)
                && !Objects.equals(current, base.value())
                && !Objects.equals(current, value);
        if (foreign) {
            return FieldOutcome.Result.NOT_SENT;
        }
        if (value != null && value.startsWith(REFUSED)) {
            return FieldOutcome.Result.REFUSED;
        }
        if (value != null && value.startsWith(DISCARDED)) {
            return FieldOutcome.Result.SILENTLY_DISCARDED;
        }
        ghl.set(key, value, now);
        return FieldOutcome.Result.APPLIED;
    }

    private void retry(Issued issued, String why) {
        note(() -> why + ", version " + issued.version());
        settlements.merge(issued.version(), 1, Integer::sum);
        arrive(
                1_000 + random.nextInt(5_000),
                new Input.Replanned(
                        new Replan(Replan.Cause.RETRY_DUE, issued.version(), issued.attempt(), List.of(), 0)));
    }

    private void settle(
            Command command,
            Outcome.Kind kind,
            @Nullable String reason,
            Map<FieldKey, FieldOutcome> fields,
            boolean answered) {
        settle(command, kind, reason, fields, answered, false);
    }

    private void settle(
            Command command,
            Outcome.Kind kind,
            @Nullable String reason,
            Map<FieldKey, FieldOutcome> fields,
            boolean answered,
            boolean maybeSent) {
        settlements.merge(command.issued().version(), 1, Integer::sum);
        var outcome = new Outcome(
                command.issued().version(),
                kind,
                reason,
                answered ? SimulatedGhl.ID : null,
                fields,
                answered ? ghl.read(now) : null,
                now,
                maybeSent);
        note(() -> "settled " + kind + " version " + command.issued().version());
        arrive(random.nextInt(300), new Input.Settled(outcome));
    }

    private void arrive(long delay, Input input) {
        network.add(new Arrival(now + delay, number++, input));
    }

    private void pass(int ms) {
        long until = now + 1 + random.nextInt(ms);
        while (true) {
            long landsAt = landings.isEmpty() ? Long.MAX_VALUE : landings.peek().at();
            long next = Math.min(
                    Math.min(wakeAt, landsAt),
                    network.isEmpty() ? Long.MAX_VALUE : network.peek().at());
            if (next > until) {
                break;
            }
            now = Math.max(now, next);
            if (landsAt <= now) {
                write(landings.remove().command(), false);
            } else if (wakeAt <= now) {
                wakeAt = Long.MAX_VALUE;
                receive(new Input.Woken());
            } else {
                receive(network.remove().input());
            }
        }
        now = Math.max(now, until);
    }

    private void receive(Input input) {
        var folded = ContactFold.fold(state, input, Policy.DEFAULT, now);
        state = folded.state();
        note(() -> folded.verdict() + " " + input.getClass().getSimpleName());
        folded.wakeAt().ifPresent(at -> wakeAt = Math.min(wakeAt, at));
        folded.command().ifPresent(this::given);
        folded.fetch().ifPresent(reason -> {
            note(() -> "fetch " + reason);
            arrive(50 + random.nextInt(500), new Input.Seen(SimulatedGhl.ID, ghl.read(now), 0, Set.of()));
        });
        if (!(input instanceof Input.Woken)) {
            requireNothingNew(input, ContactFold.fold(state, input, Policy.DEFAULT, now));
        }
        requireOursWhereGhlNeverEdited();
    }

    private void given(Command command) {
        var issued = command.issued();
        note(() -> "command " + issued);
        Violation.unless(
                issued.version() > newestGiven,
                Property.H_EVERY_VERSION_SETTLES_ONCE_AND_NONE_IS_OLDER_THAN_ONE_BEFORE,
                () -> "version " + issued.version() + " was given out after " + newestGiven);
        newestGiven = issued.version();
        settlements.put(issued.version(), 0);
        commands.add(command);
    }

    /** That an edit is ignored is told each time it is folded: a change is folded once, by its id. */
    private void requireNothingNew(Input input, Folded again) {
        Violation.unless(
                again.state().equals(state)
                        && !again.announced()
                        && again.happenings().stream().allMatch(h -> h.kind() == Happening.Kind.CHANGE_IGNORED)
                        && again.command().isEmpty()
                        && again.fetch().isEmpty(),
                Property.B_FOLDED_TWICE_CHANGES_AND_EMITS_NOTHING,
                () -> input + " folded again turned " + state + " into " + again);
    }

    /** Nothing GoHighLevel says can be a change of a field that nobody edited there. */
    private void requireOursWhereGhlNeverEdited() {
        edits.forEach((key, made) -> {
            if (made.stream().allMatch(edit -> edit.side() == Side.CRM)) {
                var last = made.stream()
                        .max(Comparator.comparingLong(Edit::at))
                        .orElseThrow()
                        .value();
                Violation.unless(
                        Objects.equals(state.valueOf(key), last) || !isWritten(key),
                        Property.C_NO_EDIT_OF_OURS_IS_LOST_TO_WHAT_DID_NOT_CHANGE_ITS_FIELD,
                        () -> key + " is " + state.valueOf(key) + ", our last edit was " + last);
            }
        });
    }

    /** The edit that is being received is not folded yet when the command it supersedes is looked at. */
    private boolean isWritten(FieldKey key) {
        return state.writes().containsKey(key);
    }

    private void note(Supplier<String> line) {
        if (log != null) {
            log.add(now + " " + line.get());
        }
    }
}
