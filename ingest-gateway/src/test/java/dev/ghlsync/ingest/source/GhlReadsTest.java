package dev.ghlsync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.client.RateLimit;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GhlReadsTest {
    private static final Instant T0 = Instant.parse("2026-11-26T10:00:00Z");
    private static final int AT_ONCE_MAX = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Stop stop = new Stop();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Pacers pacers = new Pacers(QuotaPolicy.DEFAULT);
    private final GhlReads reads = reads(Duration.ofHours(1));

    @AfterEach
    void close() {
        stop.now();
        answer.countDown();
        threads.close();
    }

    @Test
    void runsOfAllLocationsTogetherReadSoMuchAtOnceAndNoMore() {
        // Given
        List<CompletableFuture<GhlReads.Verdict>> runs = IntStream.range(0, 20)
                .mapToObj(i -> begin("loc-" + i, Manner.RUN))
                .toList();
        await().until(() -> underWay.get() == AT_ONCE_MAX);

        // When
        answer.countDown();

        // Then
        assertThat(runs).allSatisfy(run -> assertThat(run.join()).isInstanceOf(GhlReads.Verdict.Ok.class));
        assertThat(most).hasValue(AT_ONCE_MAX);
    }

    @Test
    void readsWithoutAnAnswerDoNotHoldUpTheOthersForLong() {
        // Given
        GhlReads patient = reads(Duration.ofMillis(50));

        // When
        for (int i = 0; i < 20; i++) {
            var _ = begin(patient, "loc-" + i, Manner.RUN);
        }

        // Then
        await().until(() -> underWay.get() == 20);
    }

    @Test
    void aReadThatIsAnsweredAfterItsPlaceWasTakenGivesNoSecondPlaceBack() {
        // Given
        var places = new ReadPlaces(1, Duration.ofMillis(1));
        ReadPlaces.Place slow = places.enter();
        slow.sent();
        ReadPlaces.Place next = places.enter();

        // When
        slow.leave();

        // Then
        assertThat(places.free()).isZero();
        next.leave();
        assertThat(places.free()).isOne();
    }

    @Test
    void whoeverQueuesWhenTheEndIsRequestedSendsNothingMore() {
        // Given
        List<CompletableFuture<GhlReads.Verdict>> runs = IntStream.range(0, 20)
                .mapToObj(i -> begin("loc-" + i, Manner.RUN))
                .toList();
        await().until(() -> underWay.get() == AT_ONCE_MAX);

        // When
        stop.now();
        answer.countDown();

        // Then
        assertThat(runs.stream().map(CompletableFuture::join).filter(GhlReads.Verdict.Ok.class::isInstance))
                .hasSize(AT_ONCE_MAX);
    }

    @Test
    void whoIsWaitedForNeedsNoPlaceAmongTheRuns() {
        // Given
        for (int i = 0; i < 20; i++) {
            var _ = begin("loc-" + i, Manner.RUN);
        }
        await().until(() -> underWay.get() == AT_ONCE_MAX);

        // When
        var prompt = begin("loc-0", Manner.PROMPT);

        // Then
        await().until(() -> underWay.get() == AT_ONCE_MAX + 1);
        assertThat(prompt).isNotDone();
    }

    @Test
    void whoIsWaitedForGivesUpAfterAWhileWithoutRoomInTheLimit() {
        // Given
        var passing = new AtomicReference<>(T0);
        GhlReads hurried = reads(
                new QuotaPolicy(100, Duration.ofSeconds(10), 1, 0, 0),
                () -> passing.getAndUpdate(now -> now.plusSeconds(2)));
        answer.countDown();
        var first = hurried.read("loc", Manner.PROMPT, stop, this::answered);

        // When
        var second = hurried.read("loc", Manner.PROMPT, stop, this::answered);

        // Then
        assertThat(first).isInstanceOf(GhlReads.Verdict.Ok.class);
        assertThat(second).isEqualTo(new GhlReads.Verdict.GaveUp("limit_used_up"));
    }

    @Test
    void whoIsWaitedForGivesUpWhenEveryAnswerIs429() {
        // Given
        var passing = new AtomicReference<>(T0);
        var asked = new AtomicInteger();
        GhlReads hurried = reads(QuotaPolicy.DEFAULT, () -> passing.getAndUpdate(now -> now.plusSeconds(1)));

        // When
        var verdict = hurried.read("loc", Manner.PROMPT, stop, () -> {
            asked.incrementAndGet();
            Instant sent = passing.getAndUpdate(now -> now.plusSeconds(20));
            return new GhlResponse.Throttled(reply(429, sent), GhlError.parse(429, new byte[0]));
        });

        // Then
        assertThat(verdict).isEqualTo(new GhlReads.Verdict.GaveUp("limit_used_up"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aReadThatCannotBeSentTakesNothingFromTheLimit() {
        // Given
        GhlReads narrow = reads(new QuotaPolicy(1, Duration.ofSeconds(10), 10, 0, 0), () -> T0);
        answer.countDown();
        Throwable failure = catchThrowable(() -> narrow.read("loc", Manner.PROMPT, stop, () -> {
            throw new IllegalArgumentException("no path");
        }));

        // When
        var next =
                CompletableFuture.supplyAsync(() -> narrow.read("loc", Manner.PROMPT, stop, this::answered), threads);

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(next).succeedsWithin(Duration.ofSeconds(20)).isInstanceOf(GhlReads.Verdict.Ok.class);
    }

    @Test
    void everyReadOfARunHasAMomentOfItsOwn() {
        // Given
        long reserve = QuotaPolicy.DEFAULT.readReservePerWindow();
        Duration least = QuotaPolicy.DEFAULT.window().dividedBy(QuotaPolicy.DEFAULT.windowMax() - reserve);

        // When
        List<Instant> moments =
                IntStream.range(0, 16).mapToObj(i -> pacers.reserve("loc", T0)).toList();

        // Then
        assertThat(moments.getFirst()).isBeforeOrEqualTo(T0);
        for (int i = 1; i < moments.size(); i++) {
            assertThat(Duration.between(moments.get(i - 1), moments.get(i))).isGreaterThanOrEqualTo(least);
        }
    }

    /** Somebody who waits waits five seconds at most. */
    private GhlReads reads(QuotaPolicy policy, InstantSource clock) {
        return new GhlReads(
                new LocationQuotas(policy),
                new Pacers(policy),
                new ReadPlaces(AT_ONCE_MAX, Duration.ofHours(1)),
                new ReadMetrics(new SimpleMeterRegistry()),
                clock,
                Duration.ofMillis(1),
                Duration.ofSeconds(5));
    }

    private GhlReads reads(Duration heldMax) {
        return new GhlReads(
                new LocationQuotas(QuotaPolicy.DEFAULT),
                pacers,
                new ReadPlaces(AT_ONCE_MAX, heldMax),
                new ReadMetrics(new SimpleMeterRegistry()),
                () -> T0);
    }

    private CompletableFuture<GhlReads.Verdict> begin(String location, Manner manner) {
        return begin(reads, location, manner);
    }

    private CompletableFuture<GhlReads.Verdict> begin(GhlReads of, String location, Manner manner) {
        return CompletableFuture.supplyAsync(() -> of.read(location, manner, stop, this::answered), threads);
    }

    private GhlResponse answered() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while HighLevel was to answer.", e);
        } finally {
            underWay.decrementAndGet();
        }
        return new GhlResponse.Ok(reply(200, T0));
    }

    private static GhlReply reply(int status, Instant sentAt) {
        var silent = new RateLimit(null, null, null, null, null, null);
        return new GhlReply(status, new byte[0], sentAt, sentAt, null, null, silent, null);
    }
}
