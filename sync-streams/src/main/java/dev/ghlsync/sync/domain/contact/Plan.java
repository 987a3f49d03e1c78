package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether a command is to be given out now. */
sealed interface Plan {
    /** Quick edits become one command when they come within this time of the last one, in ms. */
    long COALESCE_MS = 300;

    /** Nothing to give out: GoHighLevel has everything, or the newest command already asks for it. */
    record Settled() implements Plan {}

    /** A command is due, but not before {@code dueAt}, epoch ms. */
    record Later(long dueAt) implements Plan {}

    /** Give out this command. */
    record Give(Command command) implements Plan {}

    /**
     * The newest command contains everything an older one without an outcome wanted, so older ones can be dropped. While a
     * create is on its way nothing else is asked for, since a second create could make a second contact.
     */
    static Plan of(ContactState state, Map<FieldKey, FieldValue> fields, Wish wish, long now) {
        var outbound = state.outbound();
        if (outbound.parked() != null) {
            return new Settled();
        }
        var newest = outbound.newestUnsettled().orElse(null);
        if (newest == null && wish.wanted().isEmpty()) {
            return new Settled();
        }
        boolean active = state.lifecycle().status() == Lifecycle.Status.ACTIVE;
        if (outbound.createInFlight() && active) {
            return new Settled();
        }
        var wanted =
                active ? everything(outbound.unsettled(), wish, fields) : new TreeMap<FieldKey, @Nullable String>();
        if (newest != null && stillRight(newest, wish, wanted, active)) {
            return new Settled();
        }
        if (now < outbound.lastPlannedAt() + COALESCE_MS) {
            return new Later(outbound.lastPlannedAt() + COALESCE_MS);
        }
        return new Give(command(state, fields, wish, wanted, now));
    }

    private static boolean stillRight(
            Issued newest, Wish wish, SortedMap<FieldKey, @Nullable String> wanted, boolean active) {
        if (!active || wish.wanted().isEmpty()) {
            return newest.kind() == Issued.Kind.NOTHING || active && asksFor(newest, newest.wanted(), wanted);
        }
        return newest.kind() == wish.kind()
                && newest.wanted().keySet().containsAll(wanted.keySet())
                && asksFor(newest, wanted, wanted);
    }

    private static boolean asksFor(
            Issued newest, SortedMap<FieldKey, @Nullable String> keys, SortedMap<FieldKey, @Nullable String> wanted) {
        for (var key : keys.keySet()) {
            if (!wanted.containsKey(key) || !Canonical.same(key, newest.wanted().get(key), wanted.get(key), false)) {
                return false;
            }
        }
        return true;
    }

    private static SortedMap<FieldKey, @Nullable String> everything(
            List<Issued> unsettled, Wish wish, Map<FieldKey, FieldValue> fields) {
        var wanted = new TreeMap<FieldKey, @Nullable String>();
        for (var issued : unsettled) {
            for (var key : issued.wanted().keySet()) {
                var field = fields.get(key);
                wanted.put(key, Wish.sent(key, field == null ? null : field.value()));
            }
        }
        wanted.putAll(wish.wanted());
        return wanted;
    }

    private static Command command(
            ContactState state,
            Map<FieldKey, FieldValue> fields,
            Wish wish,
            SortedMap<FieldKey, @Nullable String> wanted,
            long now) {
        var outbound = state.outbound();
        var asked = wish.kind() == Issued.Kind.NOTHING ? new TreeMap<FieldKey, @Nullable String>() : wanted;
        var bases = new TreeMap<FieldKey, Command.Base>();
        var madeAt = new TreeMap<FieldKey, Long>();
        for (var key : asked.keySet()) {
            var field = fields.get(key);
            if (field != null) {
                madeAt.put(key, field.changedAt());
            }
            bases.put(
                    key,
                    field == null
                            ? new Command.Base(null, false)
                            : new Command.Base(field.inGhl(), field.knownInGhl()));
        }
        long version = Math.max(outbound.lastVersion() + 1, now);
        var issued =
                new Issued(version, outbound.nextAttempt(), wish.kind(), asked, now, false, Long.MAX_VALUE, madeAt);
        long first =
                outbound.unsettled().stream().mapToLong(Issued::plannedAt).min().orElse(now);
        return new Command(issued, state.ghlContactId(), bases, Math.min(first, now), outbound.firstFailedAt());
    }
}
