package dev.ghlsync.sync.domain.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an object, the oldest first. Bounded: what is older than the oldest kept sighting is one picture.
 *
 * @param base fields before the oldest sighting, null when that is the first there was
 * @param baseAt epoch ms up to which the base is true; a later sighting of an earlier time no longer counts
 */
public record History(@Nullable Picture base, long baseAt, List<Sighting> sightings) {
    public static final History EMPTY = new History(null, 0, List.of());

    /** A sighting this late still takes its place. */
    static final long HORIZON_MS = 24 * 60 * 60 * 1000L;

    static final int SIGHTINGS_MAX = 64;

    /** Two sources that differ about the same moment cannot be told apart by their times, which are in seconds for some. */
    private static final long MOMENT_MS = 1_000;

    public History {
        sightings = List.copyOf(sightings);
    }

    public boolean isEmpty() {
        return base == null && sightings.isEmpty();
    }

    /** The same history when the sighting is in it already, or too old to be placed. */
    History with(Sighting sighting) {
        if ((base != null && sighting.at() <= baseAt) || sightings.contains(sighting)) {
            return this;
        }
        var sorted = new TreeSet<>(sightings);
        sorted.add(sighting);
        return new History(base, baseAt, List.copyOf(sorted));
    }

    /** Folds what is too old or too much into the base. */
    History pruned() {
        if (sightings.size() < 2) {
            return this;
        }
        long oldest = sightings.getLast().at() - HORIZON_MS;
        int dropped = Math.max(0, sightings.size() - SIGHTINGS_MAX);
        // Ends at the newest at the latest, which is not older than itself.
        while (sightings.get(dropped).at() < oldest) {
            dropped++;
        }
        if (dropped == 0) {
            return this;
        }
        var picture = Objects.requireNonNullElse(base, Picture.EMPTY);
        for (var sighting : sightings.subList(0, dropped)) {
            picture = picture.with(sighting);
        }
        return new History(picture, sightings.get(dropped - 1).at(), sightings.subList(dropped, sightings.size()));
    }

    /** The newest fields. */
    Picture picture() {
        var picture = Objects.requireNonNullElse(base, Picture.EMPTY);
        for (var sighting : sightings) {
            picture = picture.with(sighting);
        }
        return picture;
    }

    /** All transitions since the base. */
    List<Turn> turns(Rules rules) {
        var turns = new ArrayList<Turn>();
        var before = Optional.ofNullable(base);
        for (var sighting : sightings) {
            var after = before.orElse(Picture.EMPTY).with(sighting);
            rules.turns(before, after).forEach(turn -> turns.add(turn.at(sighting.at())));
            before = Optional.of(after);
        }
        return turns;
    }

    /** What was believable when the object was deleted at a time: nothing said later counts. */
    History until(long goneAt) {
        return new History(
                base,
                baseAt,
                sightings.stream().filter(sighting -> sighting.said() <= goneAt).toList());
    }

    /** Whether two sources, none of them the judge, state different values of one field for the same moment, and none judged later. */
    boolean isDoubtful() {
        for (int i = sightings.size() - 1; i > 0; i--) {
            var later = sightings.get(i);
            if (later.judges()) {
                return false;
            }
            var earlier = sightings.get(i - 1);
            if (!earlier.judges() && later.at() - earlier.at() < MOMENT_MS && contradict(earlier, later)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contradict(Sighting a, Sighting b) {
        return a.values().entrySet().stream()
                .anyMatch(entry -> b.values().containsKey(entry.getKey())
                        && !Objects.equals(entry.getValue(), b.values().get(entry.getKey())));
    }
}
