package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.ingest.consume.Lag;
import dev.ghlsync.ingest.ops.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotBacklogTest {
    private final Stop stop = new Stop();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private volatile Optional<Lag> lag = behind(0);
    private volatile long now;

    private final SnapshotBacklog backlog = new SnapshotBacklog(() -> lag, 100, () -> now, stop);

    @AfterEach
    void close() {
        stop.now();
        threads.close();
    }

    @Test
    void writesWaitWhileTheLagIsTooLongAndGoOnInTheOrderInWhichTheyCame() {
        // Given
        lag = behind(100);
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        for (String run : List.of("a", "b", "c")) {
            writes.add(begin(run, 100));
            await().until(() -> backlog.waiting() == writes.size());
        }
        backlog.look();
        List<String> whileBehind = List.copyOf(written);
        lag = behind(10);

        // When
        while (!writes.stream().allMatch(CompletableFuture::isDone)) {
            backlog.look();
        }

        // Then
        assertThat(whileBehind).isEmpty();
        assertThat(written).containsExactly("a", "b", "c");
        assertThat(writes).allMatch(CompletableFuture::join);
    }

    @Test
    void whatIsBeingWrittenCountsAsLag() {
        // Given
        var slow = new CompletableFuture<Boolean>();
        var first = CompletableFuture.supplyAsync(() -> backlog.write(120, stop, slow::join), threads);
        await().until(() -> backlog.waiting() == 1);
        backlog.look();
        var second = begin("second", 1);
        await().until(() -> backlog.waiting() == 1);

        // When
        backlog.look();
        boolean waits = backlog.waiting() == 1;
        slow.complete(true);
        first.join();
        backlog.look();

        // Then
        assertThat(waits).isTrue();
        assertThat(second.join()).isTrue();
    }

    @Test
    void manyThatWaitGetHalfOfTheRoom() {
        // Given
        lag = behind(50);
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        for (String run : List.of("a", "b", "c", "d", "e")) {
            writes.add(begin(run, 1));
            await().until(() -> backlog.waiting() == writes.size());
        }
        backlog.look();
        int many = backlog.waiting();
        lag = behind(49);

        // When
        backlog.look();
        boolean first = writes.getFirst().join();
        lag = behind(99);
        backlog.look();

        // Then
        assertThat(many).isEqualTo(5);
        assertThat(first).isTrue();
        assertThat(backlog.waiting()).isEqualTo(3);
    }

    @Test
    void nothingIsHeldBackWhileTheLagIsNotKnown() {
        // Given
        lag = Optional.empty();
        var write = begin("a", 5_000);
        await().until(() -> backlog.waiting() == 1);

        // When
        backlog.look();

        // Then
        assertThat(write.join()).isTrue();
    }

    @Test
    void aWriteWaitsForABoundedTimeWhenNobodyFolds() {
        // Given
        lag = behind(1_000_000);
        var write = begin("a", 1);
        await().until(() -> backlog.waiting() == 1);
        now = 2_000_000_000L;
        backlog.look();
        now = 4_900_000_000L;
        backlog.look();
        int before = backlog.waiting();

        // When
        now = 5_000_000_000L;
        backlog.look();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(write.join()).isTrue();
    }

    @Test
    void aRunThatIsStoppedWritesNothingMore() {
        // Given
        lag = behind(1_000);
        var until = new Stop();
        var write = CompletableFuture.supplyAsync(() -> backlog.write(1, until, () -> written.add("a")), threads);
        await().until(() -> backlog.waiting() == 1);

        // When
        until.now();

        // Then
        assertThat(write.join()).isFalse();
        assertThat(written).isEmpty();
        assertThat(backlog.waiting()).isZero();
    }

    private static Optional<Lag> behind(long records) {
        return Optional.of(new Lag(5, records));
    }

    private CompletableFuture<Boolean> begin(String run, int records) {
        return CompletableFuture.supplyAsync(() -> backlog.write(records, stop, () -> written.add(run)), threads);
    }
}
