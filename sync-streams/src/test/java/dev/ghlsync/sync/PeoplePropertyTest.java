package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Properties (d) and (e), and (g) for the links: two contacts that live in GoHighLevel never become one, nothing crosses a
 * location, and in the end each contact of GoHighLevel is exactly one of ours.
 */
class PeoplePropertyTest {
    private static final int STORIES = Integer.getInteger("ghlsync.people", 100);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);

    @Test
    void peopleStayApartAndInTheirLocation() {
        System.out.println(STORIES + " stories of people from seed " + SEED);
        var serdes = SyncScenario.offline();

        // When
        var broken = LongStream.range(SEED, SEED + STORIES)
                .parallel()
                .boxed()
                .flatMap(seed -> broken(seed, new StepStage(serdes)).stream())
                .limit(3)
                .toList();

        // Then
        assertThat(broken).isEmpty();
    }

    private static Optional<String> broken(long seed, Stage stage) {
        try (stage) {
            new PeopleStory(stage).play(seed, false);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of("seed " + seed + ": " + e.getMessage());
        }
    }
}
