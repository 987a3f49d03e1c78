package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The real topology, stopped between records now and then with the loss of all its local state, writes what its step writes that
 * was never stopped.
 */
class TopologyPropertyTest {
    private static final int STORIES = Integer.getInteger("ghlsync.topology", 5);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);

    @Test
    void aStoryWithRestartsEndsAsOneWithout() {
        System.out.println(STORIES + " stories through the topology from seed " + SEED);
        var serdes = SyncScenario.offline();

        // When
        var broken = LongStream.range(SEED, SEED + STORIES)
                .parallel()
                .boxed()
                .flatMap(seed -> difference(seed, new StepStage(serdes)).stream())
                .limit(3)
                .toList();

        // Then
        assertThat(broken).isEmpty();
    }

    private static Optional<String> difference(long seed, Stage uninterrupted) {
        try (uninterrupted;
                var restarting = new TopologyStage()) {
            var expected = new PeopleStory(uninterrupted).play(seed, false);
            var actual = new PeopleStory(restarting).play(seed, true);
            return actual.equals(expected)
                    ? Optional.empty()
                    : Optional.of("seed " + seed + ": expected " + expected + " but was " + actual);
        } catch (AssertionError e) {
            return Optional.of("seed " + seed + ": " + e.getMessage());
        }
    }
}
