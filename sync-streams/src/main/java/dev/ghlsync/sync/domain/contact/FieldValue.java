package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Recognition;
import dev.ghlsync.sync.domain.history.Run;
import dev.ghlsync.sync.domain.history.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three values of one field: what GoHighLevel has, what our side wrote, and which of the two counts.
 *
 * @param value the effective value
 * @param side whose value it is
 * @param changedAt epoch ms at which that side changed it
 * @param producer who wrote it, when the side is ours
 * @param inGhl the shadow: what GoHighLevel last had
 * @param knownInGhl whether any source ever stated the field
 * @param folded whether the shadow may have lost its letter case
 * @param doubtful whether two sources contradict each other so closely in time that only a read can tell
 */
public record FieldValue(
        FieldKey key,
        @Nullable String value,
        Side side,
        long changedAt,
        @Nullable String producer,
        @Nullable String inGhl,
        boolean knownInGhl,
        boolean folded,
        boolean doubtful) {
    /** Contradictions closer than this, in ms of GoHighLevel's time, are settled by a read. */
    static final long DOUBT_MS = 60_000;

    /** The later change counts; at the same time GoHighLevel's. The effect of a command of ours never competes. */
    static FieldValue of(FieldKey key, Timeline timeline, Recognition recognition, @Nullable Write write) {
        var runs = timeline.runs(key, recognition);
        boolean doubtful = isDoubtful(runs);
        var believed = isTakenBack(key, runs) ? runs.subList(0, runs.size() - 1) : runs;
        var shadow = believed.isEmpty() ? null : believed.getLast();
        var foreign = lastForeign(believed);
        boolean ours = write != null && (foreign == null || write.changedAt() > foreign.since());
        var ghl = foreign == null ? shadow : foreign;
        var inGhl = shadow == null ? null : shadow.value();
        boolean folded = shadow != null && shadow.folded();
        if (ours) {
            return new FieldValue(
                    key,
                    write.value(),
                    Side.CRM,
                    write.changedAt(),
                    write.producer(),
                    inGhl,
                    shadow != null,
                    folded,
                    doubtful);
        }
        return new FieldValue(
                key,
                ghl == null ? null : ghl.value(),
                Side.GHL,
                ghl == null ? 0 : ghl.since(),
                null,
                inGhl,
                shadow != null,
                folded,
                doubtful);
    }

    /** Whether GoHighLevel lacks the effective value. */
    boolean differsInGhl() {
        return knownInGhl ? !Canonical.same(key, value, inGhl, folded) : value != null;
    }

    private static @Nullable Run lastForeign(List<Run> runs) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (runs.get(i).origin() == Run.Origin.FOREIGN) {
                return runs.get(i);
            }
        }
        return null;
    }

    private static boolean isDoubtful(List<Run> runs) {
        if (runs.size() < 2) {
            return false;
        }
        var last = runs.getLast();
        var previous = runs.get(runs.size() - 2);
        return last.origin() == Run.Origin.FOREIGN && !last.confirmed() && last.since() - previous.since() < DOUBT_MS;
    }

    /**
     * A webhook made just before our write landed and sent just after it shows the old value again. It is not believed before
     * a read confirms it; otherwise it would roll our write back.
     */
    private static boolean isTakenBack(FieldKey key, List<Run> runs) {
        if (runs.size() < 2 || !isDoubtful(runs)) {
            return false;
        }
        var previous = runs.get(runs.size() - 2);
        if (previous.origin() != Run.Origin.OURS) {
            return false;
        }
        var before = runs.size() > 2 ? runs.get(runs.size() - 3).value() : null;
        return Canonical.same(key, before, runs.getLast().value(), true);
    }
}
