package dev.ghlsync.sync.domain.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A generated story. Every step draws its details from luck of its own, so that a step can be left out without changing what the
 * others do. The text form reads back as the same history, whatever the generator does by then.
 *
 * @param luck draws what happens after the last step, until all is quiet
 */
record History(long luck, List<Step> steps) {
    static final int STEPS = 25;

    /** What happens in one step. */
    enum Kind {
        GHL_EDITS,
        WE_EDIT,
        WE_ARCHIVE,
        WE_RESTORE,
        PUSH,
        MOMENT,
        WHILE
    }

    /** One step and what draws its details. */
    record Step(Kind kind, int luck) {
        @Override
        public String toString() {
            return kind + ":" + luck;
        }
    }

    static History of(long seed) {
        var random = new SplittableRandom(seed);
        var steps = new ArrayList<Step>(STEPS);
        for (int i = 0; i < STEPS; i++) {
            steps.add(new Step(kind(random), random.nextInt(10_000)));
        }
        return new History(seed, steps);
    }

    private static Kind kind(SplittableRandom random) {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> Kind.GHL_EDITS;
            case 4, 5, 6, 7 -> Kind.WE_EDIT;
            case 8 -> random.nextInt(4) == 0 ? Kind.WE_ARCHIVE : Kind.WE_RESTORE;
            case 9, 10, 11, 12, 13, 14, 15 -> Kind.PUSH;
            case 16, 17 -> Kind.WHILE;
            default -> Kind.MOMENT;
        };
    }

    static History parse(String text) {
        var words = text.strip().split("\\s+");
        var steps = Stream.of(words)
                .skip(1)
                .map(word -> word.split(":"))
                .map(parts -> new Step(Kind.valueOf(parts[0]), Integer.parseInt(parts[1])))
                .toList();
        return new History(Long.parseLong(words[0]), steps);
    }

    @Override
    public String toString() {
        return luck + " " + steps.stream().map(Step::toString).collect(Collectors.joining(" "));
    }
}
