package dev.ghlsync.sync.domain.mirror;

import dev.ghlsync.sync.domain.mirror.Folded.Telling;
import dev.ghlsync.sync.domain.mirror.Folded.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Folds what is said of an object into it. The fields, the deletion and the transitions told of are a function of the set of
 * things said, whatever their order and however often they come, as long as none is later than the history reaches back.
 */
public final class MirrorFold {
    private MirrorFold() {}

    /**
     * @param attached gives the object the contact and the names that belong to its fields
     * @param now our clock, epoch ms
     */
    public static Folded seen(Mirrored before, Seen seen, Rules rules, UnaryOperator<Mirrored> attached, long now) {
        var state = before;
        var sighting = seen.sighting();
        boolean isNewWord = sighting != null && !before.history().sightings().contains(sighting);
        if (sighting != null) {
            state = state.withHistory(state.history().with(sighting));
            if (sighting.judges()) {
                state = state.withLifespan(state.lifespan().found(sighting.at()))
                        .withAsking(state.asking().answered());
            }
        }
        if (seen.gone()) {
            state = state.withLifespan(state.lifespan().gone(seen.saidAt()));
        }
        if (sighting == null) {
            state = state.withAsking(state.asking().answered());
        } else if (isNewWord) {
            state = wantingRead(before, state, seen, sighting, rules, now);
        }
        return finished(before, state, rules, attached, now);
    }

    /** A read that is due is asked for, and what belongs to the object's fields is looked up again. */
    public static Folded again(Mirrored before, Rules rules, UnaryOperator<Mirrored> attached, long now) {
        return finished(before, before, rules, attached, now);
    }

    /** Values of ours are attached; the later change of each counts. */
    public static Folded patched(Mirrored before, SortedMap<String, Datum> patch, Rules rules, long now) {
        var data = new TreeMap<>(before.data());
        patch.forEach((name, datum) -> {
            var known = data.get(name);
            if (known == null || datum.changedAt() >= known.changedAt()) {
                data.put(name, datum);
            }
        });
        return finished(before, before.withData(data), rules, UnaryOperator.identity(), now);
    }

    private static Mirrored wantingRead(
            Mirrored before, Mirrored state, Seen seen, Sighting sighting, Rules rules, long now) {
        if (sighting.judges()) {
            return state;
        }
        if (state.lifespan().isGone()) {
            boolean later = sighting.said() > state.lifespan().goneFirst() && !seen.gone();
            return later ? state.withAsking(state.asking().wanted(Reading.DELETED_THEN_SEEN, now)) : state;
        }
        boolean isNewest = state.history().sightings().indexOf(sighting)
                == state.history().sightings().size() - 1;
        if (!isNewest) {
            return state.history().isDoubtful()
                    ? state.withAsking(state.asking().wanted(Reading.CONTRADICTION, now))
                    : state;
        }
        return why(before, state, seen, rules)
                .map(reason -> state.withAsking(state.asking().wanted(reason, now)))
                .orElse(state);
    }

    private static Optional<Reading> why(Mirrored before, Mirrored state, Seen seen, Rules rules) {
        boolean known = !before.history().isEmpty();
        if (known && seen.ambiguous()) {
            return Optional.of(Reading.AMBIGUOUS_TYPE);
        }
        var last = before.history().picture();
        if (seen.omitted().stream().anyMatch(last::has)) {
            return Optional.of(Reading.NOT_STATED);
        }
        if (state.history().isDoubtful()) {
            return Optional.of(Reading.CONTRADICTION);
        }
        return rules.wants(
                known ? Optional.of(last) : Optional.empty(), state.history().picture());
    }

    private static Folded finished(
            Mirrored before, Mirrored folded, Rules rules, UnaryOperator<Mirrored> attached, long now) {
        var state = folded.history().isEmpty() ? folded : attached.apply(folded);
        var tellings = tellings(state, rules);
        state = told(state, rules);
        Optional<Reading> ask = Optional.empty();
        var reason = state.asking().reason();
        if (reason != null && state.asking().dueAt() <= now) {
            ask = Optional.of(reason);
            state = state.withAsking(state.asking().asked(now));
        }
        boolean announced = !state.history().isEmpty()
                && !state.believed().isEmpty()
                && (!before.isPublic() || !state.looksLike(before));
        var verdict = !announced ? Verdict.UNCHANGED : before.isPublic() ? Verdict.CHANGED : Verdict.CREATED;
        if (announced) {
            state = state.published(now);
        }
        var wakeAt = state.asking().reason() == null
                ? OptionalLong.empty()
                : OptionalLong.of(state.asking().dueAt());
        return new Folded(state, announced, tellings, ask, wakeAt, verdict);
    }

    private static List<Turn> turns(Mirrored state, Rules rules) {
        var believed = state.believed();
        var turns = new ArrayList<>(believed.turns(rules));
        if (state.lifespan().isGone() && !believed.isEmpty()) {
            rules.deletion(believed.picture())
                    .map(turn -> turn.at(state.lifespan().goneFirst()))
                    .ifPresent(turns::add);
        }
        return turns;
    }

    /** What was not told yet, and what was told and is no longer part of the history. */
    private static List<Telling> tellings(Mirrored state, Rules rules) {
        var tellings = new ArrayList<Telling>();
        var seen = new TreeMap<String, Long>();
        for (var turn : turns(state, rules)) {
            long number = seen.merge(turn.key(), 1L, Long::sum);
            if (number > state.told().getOrDefault(turn.key(), 0L)) {
                tellings.add(new Telling(turn, number, false));
            }
        }
        state.told().forEach((key, count) -> {
            for (long number = count; number > seen.getOrDefault(key, 0L); number--) {
                int bar = key.indexOf('|');
                var turn = Turn.of(key.substring(0, bar), key.substring(bar + 1), List.of(), new TreeMap<>());
                tellings.add(new Telling(turn, number, true));
            }
        });
        return tellings;
    }

    /** Remembers as told what the kept history tells; what falls out of it needs no remembering. */
    private static Mirrored told(Mirrored state, Rules rules) {
        var pruned = state.withHistory(state.history().pruned());
        var told = new TreeMap<String, Long>();
        turns(pruned, rules).forEach(turn -> told.merge(turn.key(), 1L, Long::sum));
        return pruned.withTold(told);
    }
}
