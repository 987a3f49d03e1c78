package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A command that was given out, remembered as long as its effect may still show up in GoHighLevel.
 *
 * @param wanted values it wanted, tags as present or null
 * @param closesAt epoch ms in GoHighLevel's time: a value first seen later is not its effect; {@link Long#MAX_VALUE} while it may
 *     still land
 * @param madeAt per wanted field, epoch ms at which its value was made: a value GoHighLevel had by then is not the command's effect
 */
public record Issued(
        long version,
        int attempt,
        Kind kind,
        SortedMap<FieldKey, @Nullable String> wanted,
        long plannedAt,
        boolean settled,
        long closesAt,
        SortedMap<FieldKey, Long> madeAt) {

    /** What a command asks the pusher to do. */
    public enum Kind {
        CREATE,
        UPDATE,
        NOTHING
    }

    public Issued {
        wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
        madeAt = Collections.unmodifiableSortedMap(new TreeMap<>(madeAt));
    }

    boolean explains(FieldKey key, @Nullable String value, long since) {
        return since <= closesAt
                && since > madeAt.getOrDefault(key, Long.MIN_VALUE)
                && wanted.containsKey(key)
                && Canonical.same(key, wanted.get(key), value, true);
    }

    /** Whether it is known from when on nothing of it can show up. */
    boolean isClosed() {
        return closesAt != Long.MAX_VALUE;
    }

    Issued settle() {
        return settled ? this : new Issued(version, attempt, kind, wanted, plannedAt, true, closesAt, madeAt);
    }

    /** Its effect may show up until then at least. */
    Issued openUntil(long at) {
        return new Issued(version, attempt, kind, wanted, plannedAt, settled, Math.max(closesAt, at), madeAt);
    }

    Issued closedAt(long at) {
        return new Issued(version, attempt, kind, wanted, plannedAt, settled, Math.min(closesAt, at), madeAt);
    }
}
