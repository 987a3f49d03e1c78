package dev.ghlsync.sync.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimelinePropertyTest {
    private static final List<Rank> RANKS = List.of(Rank.values());
    private static final int HISTORIES = Integer.getInteger("ghlsync.sets", 2_000);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);
    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final FieldKey NAME = FieldKey.of(Field.GIVEN_NAME);
    private static final FieldKey CUSTOM = FieldKey.custom("c1");

    @Test
    void dependsOnTheSetOfStatementsNotOnTheirOrderOrNumber() {
        for (int history = 0; history < HISTORIES; history++) {
            // Given
            var random = new Random(SEED + history);
            var statements = statements(random, 1 + random.nextInt(9));
            var shuffled = new ArrayList<>(statements);
            for (int i = random.nextInt(3); i > 0; i--) {
                shuffled.add(statements.get(random.nextInt(statements.size())));
            }
            Collections.shuffle(shuffled, random);

            // When
            var first = fold(statements);
            var second = fold(shuffled);

            // Then
            assertThat(second.stamps()).as("seed %s", SEED + history).isEqualTo(first.stamps());
            for (var key : List.of(CITY, NAME, CUSTOM, FieldKey.tag("a"), FieldKey.tag("b"))) {
                assertThat(second.runs(key, Recognition.NONE))
                        .as("seed %s, %s of %s against %s", SEED + history, key, statements, shuffled)
                        .isEqualTo(first.runs(key, Recognition.NONE));
            }
        }
    }

    @Test
    void aStatementSeenTwiceChangesNothing() {
        for (int history = 0; history < HISTORIES / 10; history++) {
            // Given
            var random = new Random(SEED + history);
            var statements = statements(random, 1 + random.nextInt(9));
            var timeline = fold(statements);

            // When
            var again = timeline.observe(statements.get(random.nextInt(statements.size())));

            // Then
            assertThat(again).as("seed %s", SEED + history).isEqualTo(timeline);
        }
    }

    @Test
    void staysWithinItsBounds() {
        // Given
        var random = new Random(SEED);
        var timeline = Timeline.EMPTY;

        // When
        for (int i = 0; i < 5_000; i++) {
            timeline = timeline.observe(statement(random, i * 1_000L)).pruned(Recognition.NONE);
        }

        // Then
        assertThat(timeline.stamps()).hasSizeLessThanOrEqualTo(Timeline.MAX_STAMPS);
        assertThat(timeline.tracks().values())
                .allSatisfy(track -> assertThat(track.said()).hasSizeLessThanOrEqualTo(Timeline.MAX_STAMPS));
    }

    @Test
    void pruningKeepsTheNewestValueAndSinceWhen() {
        // Given
        var timeline = Timeline.EMPTY.observe(webhook(1_000, "Berlin"));
        for (int i = 0; i < 100; i++) {
            timeline = timeline.observe(webhook(10_000 + i, "Berlin"));
        }

        // When
        var pruned = timeline.pruned(Recognition.NONE);

        // Then
        assertThat(pruned.runs(CITY, Recognition.NONE)).singleElement().satisfies(run -> {
            assertThat(run.value()).isEqualTo("Berlin");
            assertThat(run.since()).isEqualTo(1_000);
        });
    }

    private static Timeline fold(List<Statement> statements) {
        var timeline = Timeline.EMPTY;
        for (var statement : statements) {
            timeline = timeline.observe(statement).pruned(Recognition.NONE);
        }
        return timeline;
    }

    private static List<Statement> statements(Random random, int count) {
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < count; i++) {
            statements.add(statement(random, 1_000 + random.nextInt(8)));
        }
        return statements;
    }

    private static Statement statement(Random random, long at) {
        var rank = RANKS.get(random.nextInt(RANKS.size()));
        var values = new TreeMap<FieldKey, String>();
        boolean judge = rank == Rank.READ;
        if (judge || random.nextBoolean()) {
            values.put(CITY, random.nextInt(4) == 0 && judge ? null : "city" + random.nextInt(3));
        }
        if (judge || random.nextBoolean()) {
            values.put(NAME, random.nextBoolean() ? "Anna" : "anna");
        }
        if (random.nextBoolean()) {
            values.put(CUSTOM, "\"v" + random.nextInt(2) + "\"");
        }
        boolean tags = judge || random.nextInt(3) > 0;
        if (tags) {
            List.of("a", "b").stream()
                    .filter(tag -> random.nextBoolean())
                    .forEach(tag -> values.put(FieldKey.tag(tag), FieldKey.PRESENT));
        }
        return new Statement(new Stamp(at, judge ? at + random.nextInt(6) : at, rank), values, tags, judge);
    }

    private static Statement webhook(long at, String city) {
        var values = new TreeMap<FieldKey, String>();
        values.put(CITY, city);
        return new Statement(new Stamp(at, at, Rank.WEBHOOK), values, false, false);
    }
}
