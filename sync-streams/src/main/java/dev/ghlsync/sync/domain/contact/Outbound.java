package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Recognition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to GoHighLevel for one contact.
 *
 * @param lastVersion newest version given out, 0 before the first
 * @param lastPlannedAt epoch ms at which it was given out
 * @param nextAttempt attempt number the next command carries, 1 unless a retry became due
 * @param firstFailedAt epoch ms at which the first attempt before the next command failed, 0 when none did
 * @param issued commands whose effect may still show up, the oldest first, at most {@link #MAX_ISSUED}
 * @param held values not to be pushed
 * @param createHeld why the contact is not created in GoHighLevel, null when nothing speaks against it
 * @param parked why nothing is pushed at present, null when open
 */
public record Outbound(
        long lastVersion,
        long lastPlannedAt,
        int nextAttempt,
        long firstFailedAt,
        List<Issued> issued,
        SortedMap<FieldKey, Held> held,
        @Nullable Held createHeld,
        @Nullable String parked) {
    static final int MAX_ISSUED = 16;
    /** More are kept only as long as they have no outcome, or are needed. */
    static final int USUAL_ISSUED = 8;
    /** So many of the oldest without an outcome are kept. */
    private static final int FIRST_SENT = 2;
    /** So many of the newest are kept. */
    private static final int NEWEST = 3;

    public static final Outbound NONE = new Outbound(0, 0, 1, 0, List.of(), Collections.emptySortedMap(), null, null);

    public Outbound {
        issued = List.copyOf(issued);
        held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    }

    Recognition recognition() {
        return issued.isEmpty() ? Recognition.NONE : this::explains;
    }

    /** As if this version had been forgotten. */
    Recognition recognitionWithout(long version) {
        return (key, value, since) -> explains(key, value, since, version);
    }

    private boolean explains(FieldKey key, @Nullable String value, long since) {
        return explains(key, value, since, 0);
    }

    private boolean explains(FieldKey key, @Nullable String value, long since, long forgotten) {
        for (var command : issued) {
            if (command.version() != forgotten && command.explains(key, value, since)) {
                return true;
            }
        }
        return false;
    }

    /** The newest command without an outcome. */
    Optional<Issued> newestUnsettled() {
        for (int i = issued.size() - 1; i >= 0; i--) {
            if (!issued.get(i).settled()) {
                return Optional.of(issued.get(i));
            }
        }
        return Optional.empty();
    }

    List<Issued> unsettled() {
        var open = new ArrayList<Issued>(issued.size());
        for (var command : issued) {
            if (!command.settled()) {
                open.add(command);
            }
        }
        return open;
    }

    boolean isUnsettled(long version) {
        return issued.stream().anyMatch(i -> i.version() == version && !i.settled());
    }

    boolean createInFlight() {
        for (var command : issued) {
            if (!command.settled() && command.kind() == Issued.Kind.CREATE) {
                return true;
            }
        }
        return false;
    }

    /** @param needed whether a settled command is to be remembered rather than others */
    Outbound gaveOut(Issued command, Predicate<Issued> needed) {
        var next = new ArrayList<>(issued);
        next.add(command);
        // None of the newest: what it overwrote may not have been heard of yet.
        var older = next.subList(0, Math.max(0, next.size() - NEWEST));
        if (next.size() > USUAL_ISSUED) {
            older.stream()
                    .filter(i -> i.settled() && !needed.test(i))
                    .findFirst()
                    .ifPresent(next::remove);
        }
        if (next.size() > MAX_ISSUED) {
            // Of those without an outcome, a process that died may have sent the oldest, and one that lives sends the
            // newest.
            next.remove(next.stream()
                    .limit(MAX_ISSUED - NEWEST)
                    .filter(Issued::settled)
                    .findFirst()
                    .orElse(next.get(FIRST_SENT)));
        }
        return new Outbound(command.version(), command.plannedAt(), 1, 0, next, held, createHeld, parked);
    }

    Outbound settled(long version) {
        return withIssued(issued.stream()
                .map(i -> i.version() == version ? i.settle() : i)
                .toList());
    }

    /** No outcome is expected any more of this version and those before it; their effect may still show up. */
    Outbound settledUpTo(long version) {
        return withIssued(issued.stream()
                .map(i -> i.version() <= version ? i.settle() : i)
                .toList());
    }

    /** The version of the newest command that was given out before {@code before}, epoch ms, and has no outcome; 0 when there is none. */
    public long forgotten(long before) {
        return issued.stream()
                .filter(i -> !i.settled() && i.plannedAt() < before)
                .mapToLong(Issued::version)
                .max()
                .orElse(0);
    }

    /** The command never reached GoHighLevel, so no value there is its effect. */
    Outbound neverLanded(long version) {
        return withIssued(issued.stream().filter(i -> i.version() != version).toList());
    }

    /**
     * GoHighLevel answered {@code version} at {@code at}: nothing it sent can land later. An older one without an answer may, for a while:
     * GoHighLevel may still work on a request that was given up.
     *
     * @param landing ms for which it may
     */
    Outbound closed(long version, long at, long landing) {
        return withIssued(issued.stream()
                .map(i -> i.version() == version
                        ? i.closedAt(at)
                        : i.version() < version && !i.isClosed() ? i.closedAt(at + landing) : i)
                .toList());
    }

    /** A process that had stopped in the middle may have brought this version's values to GoHighLevel until then, epoch ms. */
    Outbound late(long version, long until) {
        return withIssued(issued.stream()
                .map(i -> i.version() == version ? i.openUntil(until) : i)
                .toList());
    }

    /**
     * Forgets settled commands that closed before {@code horizon}, epoch ms.
     *
     * @param needed whether one is to be remembered all the same
     */
    Outbound pruned(long horizon, Predicate<Issued> needed) {
        Predicate<Issued> stale = i -> i.settled() && i.closesAt() < horizon && !needed.test(i);
        return issued.stream().anyMatch(stale)
                ? withIssued(issued.stream().filter(stale.negate()).toList())
                : this;
    }

    /** What another contact sent to the one in GoHighLevel that is linked here now is recognised here, and its holds count. */
    Outbound recognising(Outbound linked) {
        return new Outbound(
                Math.max(lastVersion, linked.lastVersion),
                Math.max(lastPlannedAt, linked.lastPlannedAt),
                1,
                0,
                linked.issued.stream().map(Issued::settle).toList(),
                linked.held,
                null,
                linked.parked);
    }

    Outbound withHeld(SortedMap<FieldKey, Held> next) {
        return new Outbound(lastVersion, lastPlannedAt, nextAttempt, firstFailedAt, issued, next, createHeld, parked);
    }

    Outbound withCreateHeld(@Nullable Held next) {
        return new Outbound(lastVersion, lastPlannedAt, nextAttempt, firstFailedAt, issued, held, next, parked);
    }

    Outbound withAttempt(int next, long failedAt) {
        return new Outbound(lastVersion, lastPlannedAt, next, failedAt, issued, held, createHeld, parked);
    }

    Outbound withParked(@Nullable String reason) {
        return new Outbound(lastVersion, lastPlannedAt, nextAttempt, firstFailedAt, issued, held, createHeld, reason);
    }

    private Outbound withIssued(List<Issued> next) {
        return new Outbound(lastVersion, lastPlannedAt, nextAttempt, firstFailedAt, next, held, createHeld, parked);
    }
}
