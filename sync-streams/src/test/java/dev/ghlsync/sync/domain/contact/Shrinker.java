package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.History.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a small history that still fails: fewer steps first, then smaller draws. */
final class Shrinker {
    private static final int ATTEMPTS = 5_000;
    private static final int SMALL_DRAWS = 8;

    private final Predicate<History> fails;
    private int attempts;

    private Shrinker(Predicate<History> fails) {
        this.fails = fails;
    }

    /** @param fails whether a history breaks the promise that {@code failing} breaks */
    static History shrink(History failing, Predicate<History> fails) {
        var shrinker = new Shrinker(fails);
        var smallest = failing;
        History before;
        do {
            before = smallest;
            smallest = shrinker.smallerDraws(shrinker.fewerSteps(smallest));
        } while (!smallest.equals(before) && shrinker.attempts < ATTEMPTS);
        return smallest;
    }

    private History fewerSteps(History start) {
        var smallest = start;
        for (int size = Math.max(1, start.steps().size() / 2); size > 0; size /= 2) {
            for (int from = smallest.steps().size() - size; from >= 0; from -= size) {
                if (from + size > smallest.steps().size()) {
                    continue;
                }
                var fewer = new ArrayList<>(smallest.steps());
                fewer.subList(from, from + size).clear();
                smallest = smallerIfItFails(smallest, fewer);
            }
        }
        return smallest;
    }

    private History smallerDraws(History start) {
        var smallest = start;
        for (int i = 0; i < smallest.steps().size(); i++) {
            for (int luck = 0;
                    luck < Math.min(SMALL_DRAWS, smallest.steps().get(i).luck());
                    luck++) {
                var simpler = new ArrayList<>(smallest.steps());
                simpler.set(i, new Step(simpler.get(i).kind(), luck));
                smallest = smallerIfItFails(smallest, simpler);
            }
        }
        return smallest;
    }

    private History smallerIfItFails(History smallest, List<Step> steps) {
        attempts++;
        var candidate = new History(smallest.luck(), steps);
        return attempts < ATTEMPTS && fails.test(candidate) ? candidate : smallest;
    }
}
