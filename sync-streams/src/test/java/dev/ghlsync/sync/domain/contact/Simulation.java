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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One linked contact under random edits of both sides, a network that delays, duplicates and reorders, and a pusher whose requests
 * fail before or after they took effect. Everything is drawn from one seed.
 */
final class Simulation {
    static final Set<FieldKey> FIELDS =
            Set.of(FieldKey.of(Field.CITY), FieldKey.of(Field.WEBSITE), FieldKey.tag("vip"), FieldKey.custom("c1"));
    private static final List<FieldKey> KEYS = FIELDS.stream().sorted().toList();

    /** Something that arrives at a time. */
    private record Arrival(long at, long number, Input input) {}

    /** An edit and when it was made. */
    record Edit(Side side, @Nullable String value, long at) {}

    private final Random random;
    private final SimulatedGhl ghl;
    private final PriorityQueue<Arrival> network =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::number));
    private final List<Command> commands = new ArrayList<>();
    private final Map<FieldKey, List<Edit>> edits = new HashMap<>();
    final List<String> log = new ArrayList<>();
    final Map<Long, Integer> settlements = new TreeMap<>();
    private final List<Long> given = new ArrayList<>();
    private long now = 1_000_000;
    private long number;
    private long newestSent;
    private long wakeAt = Long.MAX_VALUE;
    private ContactState state;

    Simulation(long seed) {
        random = new Random(seed);
        ghl = new SimulatedGhl(FIELDS, now);
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

    @Nullable
    String truth(FieldKey key) {
        return ghl.value(key);
    }

    List<Long> given() {
        return given;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(6)) {
                case 0 -> editInGhl();
                case 1 -> editOurs();
                case 2, 3 -> push();
                default -> pass(random.nextInt(4) == 0 ? 20_000 : 700);
            }
        }
    }

    /** No more edits: everything on its way arrives, and the pusher works until nothing is left. */
    void quiesce() {
        for (int i = 0; i < 60; i++) {
            pass(30_000);
            push();
            if (i % 10 == 5) {
                receive(new Input.Seen(SimulatedGhl.ID, ghl.read(now), 0, Set.of()));
            }
        }
    }

    private void editInGhl() {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        var value = value(key, "ghl");
        if (Objects.equals(value, ghl.value(key))) {
            return;
        }
        now++;
        ghl.set(key, value, now);
        edits.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit(Side.GHL, value, now));
        log.add(now + " ghl edits " + key + " = " + value);
        notifyOurs();
    }

    private void notifyOurs() {
        for (int copies = random.nextInt(8) == 0 ? 2 : 1; copies > 0; copies--) {
            arrive(random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(400), ghl.webhook(now));
        }
    }

    private void editOurs() {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        var value = value(key, "crm");
        now++;
        long changedAt = random.nextInt(4) == 0 ? now - random.nextInt(3_000) : now;
        boolean taken = edits.getOrDefault(key, List.of()).stream().anyMatch(e -> e.at() == changedAt);
        if (taken || Objects.equals(value, state.valueOf(key))) {
            return;
        }
        var set = new TreeMap<FieldKey, String>();
        set.put(key, value);
        edits.computeIfAbsent(key, k -> new ArrayList<>()).add(new Edit(Side.CRM, value, changedAt));
        log.add(now + " we edit " + key + " = " + value + " at " + changedAt);
        receive(new Input.Edited(new Input.Edit(
                "change-" + number++,
                "test",
                Input.Edit.Kind.UPSERT,
                set,
                new TreeSet<>(),
                changedAt,
                now,
                state.published().version())));
    }

    private @Nullable String value(FieldKey key, String side) {
        if (key.isTag()) {
            return random.nextBoolean() ? FieldKey.PRESENT : null;
        }
        // Values are unique, so that who wrote what is never a guess.
        return random.nextInt(5) == 0 ? null : side + "-" + number++;
    }

    private void push() {
        if (commands.isEmpty()) {
            return;
        }
        var newest = commands.removeLast();
        commands.forEach(old -> settle(old, Outcome.Kind.SUPERSEDED, Map.of(), false));
        commands.clear();
        now += 5;
        var issued = newest.issued();
        if (issued.version() < newestSent) {
            throw new AssertionError("version " + issued.version() + " sent after " + newestSent + ": " + log);
        }
        newestSent = issued.version();
        if (issued.kind() == Issued.Kind.NOTHING) {
            settle(newest, Outcome.Kind.APPLIED, Map.of(), false);
            return;
        }
        int fate = random.nextInt(10);
        if (fate == 0) {
            log.add(now + " request lost, version " + issued.version());
            retry(issued);
            return;
        }
        var outcomes = write(newest);
        if (fate == 1) {
            log.add(now + " answer lost, version " + issued.version());
            retry(issued);
            return;
        }
        boolean whole = outcomes.values().stream().allMatch(o -> o.result() == FieldOutcome.Result.APPLIED);
        settle(newest, whole ? Outcome.Kind.APPLIED : Outcome.Kind.PARTLY, outcomes, true);
    }

    private Map<FieldKey, FieldOutcome> write(Command command) {
        var outcomes = new TreeMap<FieldKey, FieldOutcome>();
        boolean wrote = false;
        for (var entry : command.issued().wanted().entrySet()) {
            var key = entry.getKey();
            var current = ghl.value(key);
            var base = command.bases().get(key);
            boolean foreign = command.issued().attempt() > 1
                    && !Objects.equals(current, base.value())
                    && !Objects.equals(current, entry.getValue());
            if (foreign) {
                outcomes.put(key, new FieldOutcome(FieldOutcome.Result.NOT_SENT, entry.getValue(), null));
                continue;
            }
            wrote |= !Objects.equals(current, entry.getValue());
            ghl.set(key, entry.getValue(), now);
            outcomes.put(key, new FieldOutcome(FieldOutcome.Result.APPLIED, entry.getValue(), null));
        }
        log.add(now + " pushed " + command.issued().wanted() + " version "
                + command.issued().version() + " " + outcomes.values());
        if (wrote) {
            notifyOurs();
        }
        return outcomes;
    }

    private void retry(Issued issued) {
        settlements.merge(issued.version(), 1, Integer::sum);
        arrive(
                1_000 + random.nextInt(5_000),
                new Input.Replanned(new Replan(Replan.Cause.RETRY_DUE, issued.version(), issued.attempt(), List.of())));
    }

    private void settle(Command command, Outcome.Kind kind, Map<FieldKey, FieldOutcome> fields, boolean answered) {
        settlements.merge(command.issued().version(), 1, Integer::sum);
        arrive(
                random.nextInt(300),
                new Input.Settled(new Outcome(
                        command.issued().version(),
                        kind,
                        kind == Outcome.Kind.SUPERSEDED ? Outcome.NOT_SENT : null,
                        answered ? SimulatedGhl.ID : null,
                        fields,
                        answered ? ghl.read(now) : null,
                        now)));
    }

    private void arrive(long delay, Input input) {
        network.add(new Arrival(now + delay, number++, input));
    }

    private void pass(long ms) {
        long until = now + 1 + random.nextInt((int) ms);
        while (true) {
            long next = Math.min(
                    wakeAt, network.isEmpty() ? Long.MAX_VALUE : network.peek().at());
            if (next > until) {
                break;
            }
            now = Math.max(now, next);
            if (wakeAt <= now) {
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
        folded.wakeAt().ifPresent(at -> wakeAt = Math.min(wakeAt, at));
        folded.command().ifPresent(command -> {
            commands.add(command);
            given.add(command.issued().version());
            log.add(now + " command " + command.issued());
        });
        folded.fetch().ifPresent(reason -> {
            arrive(50 + random.nextInt(500), new Input.Seen(SimulatedGhl.ID, ghl.read(now), 0, Set.of()));
            log.add(now + " fetch " + reason);
        });
        log.add(now + " " + folded.verdict() + " " + input.getClass().getSimpleName());
    }
}
