package dev.ghlsync.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutstandingTest {
    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final Asked owner = new Asked();
    private final Outstanding outstanding = new Outstanding(owner, Finished.NONE);

    /** Does what the test says, when it says so. */
    private static final class Asked implements Owner {
        final List<Long> begun = new ArrayList<>();
        final Map<Long, CompletableFuture<Boolean>> works = new HashMap<>();
        final Map<Long, Turn> turns = new HashMap<>();

        @Override
        public void tend(Predicate<String> owns) {
            throw new IllegalStateException("Nobody tends here.");
        }

        @Override
        public CompletableFuture<Boolean> handle(Received record, Turn turn, Stop stop) {
            begun.add(record.offset());
            turns.put(record.offset(), turn);
            var work = new CompletableFuture<Boolean>();
            works.put(record.offset(), work);
            return work;
        }

        @Override
        public void release(Predicate<String> locations, Duration patience) {
            throw new IllegalStateException("Nothing is released here.");
        }

        void ends(long offset, boolean done) {
            works.get(offset).complete(done);
        }

        boolean isTurnOf(long offset) {
            return turns.get(offset).comes().getNow(false);
        }
    }

    @Test
    void whatCannotBeDoneIsBegunAgainAndWhatIsDoneBehindItIsNot() {
        // Given
        begin("loc-a", 5, 6, 7);
        owner.ends(6, true);
        owner.ends(7, true);
        owner.ends(5, false);

        // When
        outstanding.tend(1);
        outstanding.tend(2);
        outstanding.tend(1 + PAUSE);

        // Then
        assertThat(owner.begun).containsExactly(5L, 6L, 7L, 5L);
        assertThat(outstanding.finished().from()).isEqualTo(5);
        owner.ends(5, true);
        outstanding.tend(2 + PAUSE);
        assertThat(outstanding.finished().from()).isEqualTo(8);
    }

    @Test
    void onlyWhatIsNotDoneCounts() {
        // Given
        IntStream.range(0, 5_000).forEach(offset -> {
            begin("loc-" + offset % 7, offset);
            if (offset > 0) {
                owner.ends(offset, true);
            }
        });

        // When
        outstanding.tend(1);

        // Then
        assertThat(outstanding.size()).isEqualTo(1);
        assertThat(outstanding.finished()).isEqualTo(new Finished(0, java.util.Set.of(), 5_000));
        assertThat(outstanding.advanced()).isFalse();
    }

    @Test
    void aTurnComesWhenAllBeforeItOfTheKeyAreDoneThoughTheyMustBeRepeated() {
        // Given
        begin("loc-a", 1, 2, 3);
        begin("loc-b", 4);
        owner.turns.get(2L).pass();

        // When
        owner.ends(1, false);
        outstanding.tend(1);

        // Then
        assertThat(owner.isTurnOf(1)).isTrue();
        assertThat(owner.isTurnOf(3)).isFalse();
        assertThat(owner.isTurnOf(4)).as("of another key").isTrue();
        outstanding.tend(1 + PAUSE);
        assertThat(owner.isTurnOf(3)).isFalse();
        owner.ends(1, true);
        outstanding.tend(2 + PAUSE);
        assertThat(owner.isTurnOf(3)).isTrue();
    }

    @Test
    void whoWaitsForATurnIsLetGoAtTheEnd() {
        // Given
        begin("loc-a", 1, 2);

        // When
        outstanding.end();

        // Then
        assertThat(owner.turns.get(2L).comes()).isCompletedWithValue(false);
        owner.ends(1, false);
        outstanding.tend(1);
        outstanding.tend(1 + PAUSE);
        assertThat(owner.begun).as("nothing again").containsExactly(1L, 2L);
    }

    @Test
    void theNextOwnerDoesNotDoAgainWhatIsDoneBehindARecordThatWaits() {
        // Given
        begin("loc-a", 5, 6, 7, 9);
        owner.ends(6, true);
        owner.ends(9, true);
        outstanding.tend(1);
        Finished committed = outstanding.finished();
        var next = new Asked();
        var again = new Outstanding(next, Finished.parse(committed.from(), committed.text()));

        // When
        again.begin(record("loc-a", 5));
        Finished early = again.finished();
        List.of(6L, 7L, 9L, 10L).forEach(offset -> again.begin(record("loc-a", offset)));

        // Then
        assertThat(next.begun).containsExactly(5L, 7L, 10L);
        assertThat(early).as("an owner that ends at once forgets nothing").isEqualTo(committed);
        assertThat(again.finished().from()).isEqualTo(5);
    }

    @Test
    void handingOverManyPartitionsWaitsOnceForAllOfThem() {
        // Given
        List<Outstanding> many = IntStream.range(0, 12)
                .mapToObj(i -> {
                    var hanging = new Outstanding(owner, Finished.NONE);
                    hanging.begin(record("loc-" + i, i));
                    return hanging;
                })
                .toList();
        long began = System.nanoTime();

        // When
        Outstanding.awaitEnd(many, Duration.ofMillis(250));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(2_500));
    }

    private void begin(String key, long... offsets) {
        for (long offset : offsets) {
            outstanding.begin(record(key, offset));
        }
    }

    private static Received record(String key, long offset) {
        return new Received("topic", 0, offset, key, new byte[0], Instant.EPOCH);
    }
}
