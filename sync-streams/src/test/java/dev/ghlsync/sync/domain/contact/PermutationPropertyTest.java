package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Property (a): for a contact with a given link, the same snapshots, edits, deletes and results in any order and any number give the
 * same fields, provenance, tags, deletes and plan. All are within the horizon, and no edit repeats what its writer just read.
 */
class PermutationPropertyTest {
    private static final int HISTORIES = Integer.getInteger("ghlsync.sets", 2_000);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);
    private static final String LINK = "ghl-1";
    private static final long START = 1_000_000_000L;

    /** All inputs arrive this much later, so that no edit is a copy of what GoHighLevel just said. */
    private static final long NOW = START + 10_000_000L;

    private static final List<Rank> RANKS = List.of(Rank.values());
    private static final List<Input.Edit.Kind> EDITS = List.of(
            Input.Edit.Kind.UPSERT,
            Input.Edit.Kind.UPSERT,
            Input.Edit.Kind.UPSERT,
            Input.Edit.Kind.UPSERT,
            Input.Edit.Kind.ARCHIVE,
            Input.Edit.Kind.RESTORE);

    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final FieldKey NAME = FieldKey.of(Field.GIVEN_NAME);
    private static final FieldKey PHONE = FieldKey.of(Field.PHONE);
    private static final FieldKey CUSTOM = FieldKey.custom("c1");
    private static final FieldKey VIP = FieldKey.tag("vip");
    private static final FieldKey LEAD = FieldKey.tag("lead");
    private static final List<FieldKey> KEYS = List.of(CITY, NAME, PHONE, CUSTOM, VIP, LEAD);

    @Test
    void anyOrderAndAnyDuplicationGiveTheSameContact() {
        System.out.println(HISTORIES + " sets of inputs from seed " + SEED);

        // When
        var failing = LongStream.range(SEED, SEED + HISTORIES)
                .parallel()
                .filter(seed -> isBroken(inputs(new Random(seed)), seed))
                .min();

        // Then
        assertThat(failing.isPresent() ? told(failing.getAsLong()) : null).isNull();
    }

    private static boolean isBroken(List<Input> inputs, long seed) {
        return !seen(inputs).equals(seen(disordered(inputs, seed)));
    }

    private static String told(long seed) {
        var inputs = inputs(new Random(seed));
        for (int i = 0; i < inputs.size(); ) {
            var fewer = new ArrayList<>(inputs);
            fewer.remove(i);
            if (isBroken(fewer, seed)) {
                inputs = fewer;
            } else {
                i++;
            }
        }
        return "seed %d, shrunk to%n%s%nin order:%n%s%ndisordered:%n%s%n%s"
                .formatted(seed, inputs, seen(inputs), disordered(inputs, seed), seen(disordered(inputs, seed)));
    }

    private static List<Input> disordered(List<Input> inputs, long seed) {
        var random = new Random(seed ^ 0x5DEECE66DL);
        var all = new ArrayList<>(inputs);
        for (int i = random.nextInt(3); i > 0; i--) {
            all.add(inputs.get(random.nextInt(inputs.size())));
        }
        Collections.shuffle(all, random);
        return all;
    }

    /** What consumers see and what would be pushed, without what only tells when we looked. */
    private static String seen(List<Input> inputs) {
        var state = start();
        for (var input : inputs) {
            state = ContactFold.fold(state, input, Policy.DEFAULT, NOW).state();
        }
        var view = state.view(Policy.DEFAULT);
        var wish = Wish.of(state, view.fields(), Policy.DEFAULT);
        var fields = new TreeMap<FieldKey, String>();
        view.fields().forEach((key, field) -> {
            // Nothing but where a value came from tells a field that never had one from one that is empty.
            if (field.value() != null || field.inGhl() != null) {
                fields.put(
                        key,
                        field.value() + " of " + field.side() + " at " + field.changedAt() + " by " + field.producer()
                                + ", there " + field.inGhl());
            }
        });
        return fields + " " + view.status() + " " + view.deletedInGhlAt() + " " + wish.kind() + " " + wish.wanted()
                + " " + view.held().keySet() + " "
                + state.outbound().unsettled().stream().map(Issued::version).toList();
    }

    /** Linked, with two commands given out and nothing planned meanwhile: what is planned depends on when one looks. */
    private static ContactState start() {
        var state = ContactState.unknown("loc", "contact-1", START).linkedTo(LINK);
        var outbound = Outbound.NONE
                .gaveOut(issued(1, CITY, "ours-1"), command -> false)
                .gaveOut(issued(2, VIP, FieldKey.PRESENT), command -> false)
                .withParked("paused");
        return state.withOutbound(outbound);
    }

    private static Issued issued(long version, FieldKey key, String value) {
        var wanted = new TreeMap<FieldKey, @Nullable String>(Map.of(key, value));
        var madeAt = new TreeMap<>(Map.of(key, START + 500));
        return new Issued(version, 1, Issued.Kind.UPDATE, wanted, START + 500, false, Long.MAX_VALUE, madeAt);
    }

    private static List<Input> inputs(Random random) {
        var inputs = new ArrayList<Input>();
        int count = 2 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            inputs.add(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> new Input.Seen(LINK, statement(random), 0, Set.of());
                        case 3 -> new Input.Deleted(LINK, START + random.nextInt(2_000));
                        case 4 -> settled(random);
                        default -> edited(random, i);
                    });
        }
        return inputs;
    }

    private static Statement statement(Random random) {
        long at = START + random.nextInt(2_000);
        var rank = RANKS.get(random.nextInt(RANKS.size()));
        boolean judge = rank == Rank.READ;
        var values = new TreeMap<FieldKey, @Nullable String>();
        for (var key : KEYS) {
            if (key.isTag() ? random.nextBoolean() : judge || random.nextBoolean()) {
                values.put(key, value(random, key, judge));
            }
        }
        return new Statement(
                new Stamp(at, judge ? at + random.nextInt(500) : at, rank),
                values,
                judge || random.nextInt(4) > 0,
                judge);
    }

    private static @Nullable String value(Random random, FieldKey key, boolean orNull) {
        if (key.isTag()) {
            return FieldKey.PRESENT;
        }
        if (orNull && random.nextInt(4) == 0) {
            return null;
        }
        if (key.equals(CITY) && random.nextInt(3) == 0) {
            return "ours-1";
        }
        return key.equals(NAME) ? (random.nextBoolean() ? "Anna" : "anna") : key.member() + random.nextInt(3);
    }

    private static Input edited(Random random, int number) {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        var set = new TreeMap<FieldKey, @Nullable String>();
        set.put(key, random.nextInt(4) == 0 ? null : key.isTag() ? FieldKey.PRESENT : "edit-" + number);
        var kind = EDITS.get(random.nextInt(EDITS.size()));
        long at = START + random.nextInt(2_000);
        return new Input.Edited(new Input.Edit("change-" + number, "app", kind, set, new TreeSet<>(), at, NOW, null));
    }

    /** The result of either command, always the same one. */
    private static Input settled(Random random) {
        boolean first = random.nextBoolean();
        var key = first ? CITY : VIP;
        var value = first ? "ours-1" : FieldKey.PRESENT;
        long at = START + (first ? 900 : 1_100);
        var values = new TreeMap<FieldKey, @Nullable String>(Map.of(key, value));
        var snapshot = new Statement(new Stamp(at, at, Rank.READ), values, false, false);
        return new Input.Settled(new Outcome(
                first ? 1 : 2,
                Outcome.Kind.APPLIED,
                null,
                LINK,
                Map.of(key, new FieldOutcome(FieldOutcome.Result.APPLIED, value, null)),
                snapshot,
                at,
                false));
    }
}
