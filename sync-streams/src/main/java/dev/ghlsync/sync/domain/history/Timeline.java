package dev.ghlsync.sync.domain.history;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Run.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one contact within the horizon, ordered by when they were true, and per field the values they state.
 * Immutable.
 *
 * <p>{@link #observe} is a join: the result depends on the set of statements, not on their order or number, as long as none is
 * older than the horizon. Statements older than {@code floorAt} come too late and change nothing.
 *
 * @param stamps sorted, at most {@link #MAX_STAMPS}
 * @param tagSets stamps that state the whole set of tags
 * @param customSets stamps that state all custom fields
 * @param floorAt epoch ms of the newest stamp that left the horizon; {@link Long#MIN_VALUE} when none did
 */
public record Timeline(
        List<Stamp> stamps, SortedMap<FieldKey, Track> tracks, long tagSets, long customSets, long floorAt) {
    /** Bound of the history, and of the state's size. */
    public static final int MAX_STAMPS = 24;

    /** Age, in ms before the newest stamp, at which a stamp leaves the horizon. */
    public static final long HORIZON_MS = 24 * 60 * 60 * 1000L;

    public static final Timeline EMPTY = new Timeline(List.of(), Collections.emptySortedMap(), 0, 0, Long.MIN_VALUE);

    /** The timeline with one more statement; the same instance when it adds nothing. */
    public Timeline observe(Statement statement) {
        var stamp = statement.stamp();
        if (stamp.at() <= floorAt) {
            return this;
        }
        var base = this;
        if (stamp.judges()) {
            for (int i = stamps.size() - 1; i >= 0; i--) {
                var other = stamps.get(i);
                if (other.judges() && other.at() == stamp.at()) {
                    if (other.until() > stamp.until() && base.saysAllOf(statement, i)) {
                        return this;
                    }
                    if (other.until() < stamp.until() && base.saidAllBy(statement, i)) {
                        base = base.without(i);
                    }
                }
            }
        }
        int found = Collections.binarySearch(base.stamps, stamp);
        return found >= 0 ? base.joined(found, statement) : base.inserted(-found - 1, statement);
    }

    /**
     * The values of a field over time, the oldest first. A webhook or search item within the time a read vouches for is
     * refuted by it and left out.
     */
    public List<Run> runs(FieldKey key, Recognition recognition) {
        var track = tracks.get(key);
        if (track == null) {
            return List.of();
        }
        var runs = new ArrayList<Run>(4);
        if (track.foreignFloor() != null) {
            runs.add(track.foreignFloor());
        }
        if (track.floor() != null) {
            runs.add(track.floor());
        }
        long stated = track.statedBy() | implied(key);
        long cover = track.cover();
        for (int i = 0; i < stamps.size(); i++) {
            var stamp = stamps.get(i);
            if (!Bits.has(stated, i) || !stamp.judges() && stamp.at() <= cover) {
                continue;
            }
            cover = stamp.judges() ? stamp.until() : cover;
            extend(runs, key, stamp, track.valueAt(i), recognition);
        }
        return runs;
    }

    /** The timeline bounded to the horizon; what leaves it stays as the floor of each field. */
    public Timeline pruned(Recognition recognition) {
        var next = this;
        while (next.stamps.size() > MAX_STAMPS
                || next.stamps.size() > 1
                        && next.stamps.getFirst().at() < next.stamps.getLast().at() - HORIZON_MS) {
            next = next.withoutOldest(recognition);
        }
        return next;
    }

    /** Whether a snapshot within the horizon gives the field a value of its own, rather than by leaving it out. */
    public boolean states(FieldKey key) {
        var track = tracks.get(key);
        return track != null && !track.said().isEmpty();
    }

    /** The timeline without anything known of some fields. */
    public Timeline without(Set<FieldKey> keys) {
        var kept = new TreeMap<>(tracks);
        kept.keySet().removeAll(keys);
        return new Timeline(stamps, kept, tagSets, customSets, floorAt);
    }

    /** Newest GoHighLevel time at which anything was known, epoch ms; {@link Long#MIN_VALUE} when nothing ever was. */
    public long newest() {
        long newest = floorAt;
        for (var stamp : stamps) {
            newest = Math.max(newest, stamp.until());
        }
        return newest;
    }

    private static void extend(
            List<Run> runs, FieldKey key, Stamp stamp, @Nullable String value, Recognition recognition) {
        boolean folded = stamp.rank() != Stamp.Rank.WEBHOOK && Canonical.mayBeFolded(key, value);
        if (!runs.isEmpty()) {
            var last = runs.getLast();
            if (Canonical.same(key, last.value(), value, folded || last.folded())) {
                var kept = last.folded() && !folded ? value : last.value();
                runs.set(
                        runs.size() - 1,
                        new Run(
                                kept,
                                last.since(),
                                last.confirmed() || stamp.judges(),
                                last.folded() && folded,
                                last.origin()));
                return;
            }
        }
        // No value at first is nobody's change: who says that somebody cleared it?
        boolean unset = runs.isEmpty() && value == null;
        var origin = unset || recognition.isOurs(key, value, stamp.at()) ? Origin.OURS : Origin.FOREIGN;
        runs.add(new Run(value, stamp.at(), stamp.judges(), folded, origin));
    }

    private long implied(FieldKey key) {
        if (key.isTag()) {
            return tagSets;
        }
        return key.isCustom() ? customSets : 0;
    }

    private boolean states(FieldKey key, int stamp) {
        var track = tracks.get(key);
        return Bits.has(implied(key), stamp) || track != null && track.states(stamp);
    }

    /** Whether the stamp at {@code index} states every field the statement states. */
    private boolean saysAllOf(Statement statement, int index) {
        return (!statement.wholeTagSet() || Bits.has(tagSets, index))
                && (!statement.wholeCustomFields() || Bits.has(customSets, index))
                && statement.values().keySet().stream().allMatch(key -> states(key, index));
    }

    /** Whether the statement states every field the stamp at {@code index} states. */
    private boolean saidAllBy(Statement statement, int index) {
        if (Bits.has(tagSets, index) && !statement.wholeTagSet()
                || Bits.has(customSets, index) && !statement.wholeCustomFields()) {
            return false;
        }
        return tracks.entrySet().stream()
                .filter(e -> e.getValue().states(index))
                .map(java.util.Map.Entry::getKey)
                .allMatch(key -> statement.values().containsKey(key)
                        || key.isTag() && statement.wholeTagSet()
                        || key.isCustom() && statement.wholeCustomFields());
    }

    private Timeline inserted(int index, Statement statement) {
        var nextStamps = new ArrayList<>(stamps);
        nextStamps.add(index, statement.stamp());
        var nextTracks = new TreeMap<>(tracks);
        nextTracks.replaceAll((key, track) -> track.opened(index));
        return new Timeline(nextStamps, nextTracks, Bits.open(tagSets, index), Bits.open(customSets, index), floorAt)
                .joined(index, statement);
    }

    /** The stamp at {@code index} states the statement's values too; of two different values the greater one counts, null the least. */
    private Timeline joined(int index, Statement statement) {
        TreeMap<FieldKey, Track> nextTracks = null;
        for (var entry : statement.values().entrySet()) {
            var key = entry.getKey();
            var track = tracks.getOrDefault(key, Track.EMPTY);
            if (track.states(index) && !isGreater(entry.getValue(), track.valueAt(index))) {
                continue;
            }
            nextTracks = nextTracks == null ? new TreeMap<>(tracks) : nextTracks;
            nextTracks.put(key, track.with(index, entry.getValue()));
        }
        long bit = 1L << index;
        long nextTags = statement.wholeTagSet() ? tagSets | bit : tagSets;
        long nextCustom = statement.wholeCustomFields() ? customSets | bit : customSets;
        if (nextTracks == null && nextTags == tagSets && nextCustom == customSets) {
            return this;
        }
        return new Timeline(stamps, nextTracks == null ? tracks : nextTracks, nextTags, nextCustom, floorAt);
    }

    private static boolean isGreater(@Nullable String a, @Nullable String b) {
        return a != null && (b == null || a.compareTo(b) > 0);
    }

    private Timeline without(int index) {
        var nextStamps = new ArrayList<>(stamps);
        nextStamps.remove(index);
        var nextTracks = new TreeMap<FieldKey, Track>();
        tracks.forEach((key, track) -> {
            var closed = track.closed(index);
            // What no statement gives a value any more is as good as never heard of.
            if (!closed.isBlank()) {
                nextTracks.put(key, closed);
            }
        });
        return new Timeline(nextStamps, nextTracks, Bits.close(tagSets, index), Bits.close(customSets, index), floorAt);
    }

    private Timeline withoutOldest(Recognition recognition) {
        var oldest = stamps.getFirst();
        var nextTracks = new TreeMap<FieldKey, Track>();
        tracks.forEach((key, track) -> {
            boolean stated = track.states(0) || Bits.has(implied(key), 0);
            boolean refuted = !oldest.judges() && oldest.at() <= track.cover();
            nextTracks.put(key, stated && !refuted ? lowered(key, track, oldest, recognition) : track);
        });
        var lowered = new Timeline(stamps, nextTracks, tagSets, customSets, Math.max(floorAt, oldest.at()));
        return lowered.without(0);
    }

    private static Track lowered(FieldKey key, Track track, Stamp oldest, Recognition recognition) {
        var runs = new ArrayList<Run>(3);
        if (track.floor() != null) {
            runs.add(track.floor());
        }
        extend(runs, key, oldest, track.valueAt(0), recognition);
        var floor = runs.getLast();
        var previous = runs.getFirst();
        Run foreign = null;
        if (floor.ours()) {
            foreign = previous.ours() ? track.foreignFloor() : previous;
        }
        long cover = oldest.judges() ? oldest.until() : track.cover();
        return track.withFloor(floor, foreign, cover);
    }
}
