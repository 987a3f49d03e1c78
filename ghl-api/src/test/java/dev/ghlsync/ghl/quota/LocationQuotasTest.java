package dev.ghlsync.ghl.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.client.FailureCause;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.client.RateLimit;
import dev.ghlsync.ghl.model.GhlError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationQuotasTest {
    private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");
    private static final Permit GRANTED = new Permit.Granted();

    private final LocationQuotas quotas = new LocationQuotas(QuotaPolicy.DEFAULT);

    @ParameterizedTest
    @CsvSource({"PUSH,100", "READ,80"})
    void grantsAWholeWindowToPushesAndLeavesAReserveOfReads(Purpose purpose, int expected) {
        // When
        int granted = grantedInARow(purpose, T0);

        // Then
        assertThat(granted).isEqualTo(expected);
        assertThat(quotas.ask("L", purpose, T0)).isEqualTo(new Permit.WindowUsed(T0.plusSeconds(10)));
    }

    @Test
    void pushesGetTheReserveThatReadsLeft() {
        // Given
        grantedInARow(Purpose.READ, T0);

        // When
        int pushes = grantedInARow(Purpose.PUSH, T0);

        // Then
        assertThat(pushes).isEqualTo(20);
    }

    @Test
    void locationsHaveTheirOwnLimits() {
        // Given
        grantedInARow(Purpose.PUSH, T0);

        // When
        Permit other = quotas.ask("M", Purpose.PUSH, T0);

        // Then
        assertThat(other).isEqualTo(GRANTED);
    }

    @ParameterizedTest
    @CsvSource({
        // left in the window as the response says, purpose, granted
        "21,READ,true",
        "20,READ,false",
        "20,PUSH,true",
        "1,PUSH,true",
        "0,PUSH,false",
        "-1,PUSH,false"
    })
    void believesWhatAResponseSaysIsLeft(long left, Purpose purpose, boolean granted) {
        // Given
        roundTrip(limits(left, 150_000L), T0);

        // When
        Permit permit = quotas.ask("L", purpose, T0.plusMillis(50));

        // Then
        assertThat(permit).isEqualTo(granted ? GRANTED : new Permit.WindowUsed(T0.plusSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({"20001,READ,true", "20000,READ,false", "20000,PUSH,true", "1,PUSH,true", "0,PUSH,false"})
    void readsStopAtTenPercentOfTheDay(long leftToday, Purpose purpose, boolean granted) {
        // Given
        roundTrip(limits(90L, leftToday), T0);

        // When
        Permit permit = quotas.ask("L", purpose, T0.plusMillis(50));

        // Then
        assertThat(permit).isEqualTo(granted ? GRANTED : new Permit.DayUsed(MIDNIGHT));
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000L, 1_795_604_400_000L})
    void takesTheDailyResetAsSpanOrAsEpochTime(long header) {
        // Given
        roundTrip(new RateLimit(200_000L, 0L, 10_000L, 100L, 90L, header), Instant.ofEpochMilli(1_795_600_800_000L));

        // When
        Permit permit = quotas.ask("L", Purpose.PUSH, Instant.ofEpochMilli(1_795_600_800_000L));

        // Then
        assertThat(permit).isEqualTo(new Permit.DayUsed(Instant.ofEpochMilli(1_795_604_400_000L)));
    }

    @Test
    void whatWasNeverSentUsesNothingUp() {
        // Given
        roundTrip(limits(90L, 150_000L), T0);

        // When
        for (int i = 0; i < 200; i++) {
            assertThat(quotas.ask("L", Purpose.PUSH, T0)).isEqualTo(GRANTED);
            quotas.unsent("L", T0);
        }

        // Then
        assertThat(quotas.left("L", T0).window()).isEqualTo(90);
    }

    @Test
    void aNewWindowAndANewDayOpenAgain() {
        // Given
        roundTrip(limits(0L, 0L), T0);

        // When
        Permit nextDay = quotas.ask("L", Purpose.READ, MIDNIGHT);

        // Then
        assertThat(nextDay).isEqualTo(GRANTED);
        assertThat(quotas.left("L", MIDNIGHT)).isEqualTo(new LocationQuotas.Left(99, 200_000));
    }

    @Test
    void theNewestResponseReopensAWindowThatOthersHadUsed() {
        // Given
        roundTrip(limits(0L, 150_000L), T0);

        // When
        quotas.ended("L", ok(limits(99L, 149_999L), T0.plusSeconds(3)), T0.plusSeconds(3));

        // Then
        assertThat(grantedInARow(Purpose.PUSH, T0.plusSeconds(3))).isEqualTo(99);
    }

    @Test
    void theResponseToTheFirstRequestOfAWindowTellsWhenTheWindowEnds() {
        // Given
        roundTrip(limits(99L, 150_000L), T0);
        roundTrip(limits(0L, 149_901L), T0.plusSeconds(6));

        // When
        Permit before = quotas.ask("L", Purpose.PUSH, T0.plusMillis(9_999));
        Permit after = quotas.ask("L", Purpose.PUSH, T0.plusSeconds(10));

        // Then
        assertThat(before).isEqualTo(new Permit.WindowUsed(T0.plusSeconds(10)));
        assertThat(after).isEqualTo(GRANTED);
    }

    @Test
    void responsesThatOvertakeEachOtherDoNotRaiseTheCount() {
        // Given
        IntStream.range(0, 3).forEach(i -> quotas.ask("L", Purpose.PUSH, T0));

        // When
        quotas.ended("L", ok(limits(37L, 149_997L), T0.plusMillis(2)), T0.plusMillis(9));
        quotas.ended("L", ok(limits(39L, 149_999L), T0), T0.plusMillis(10));
        quotas.ended("L", ok(limits(38L, 149_998L), T0.plusMillis(1)), T0.plusMillis(11));

        // Then
        assertThat(quotas.left("L", T0.plusMillis(11))).isEqualTo(new LocationQuotas.Left(37, 149_997));
    }

    @ParameterizedTest
    @CsvSource({",10", "3,3"})
    void throttlingClosesTheWindow(@Nullable Integer retryAfterSeconds, int waitSeconds) {
        // Given
        Duration retryAfter = retryAfterSeconds == null ? null : Duration.ofSeconds(retryAfterSeconds);
        quotas.ask("L", Purpose.PUSH, T0);

        // When
        quotas.ended("L", throttled(T0, retryAfter), T0);

        // Then
        assertThat(quotas.ask("L", Purpose.PUSH, T0)).isEqualTo(new Permit.WindowUsed(T0.plusSeconds(waitSeconds)));
        assertThat(quotas.ask("L", Purpose.PUSH, T0.plusSeconds(waitSeconds))).isEqualTo(GRANTED);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT,99", "CONNECTION_REFUSED,100"})
    void countsAFailureOnlyIfTheRequestMayHaveBeenSent(FailureCause cause, long left) {
        // Given
        quotas.ask("L", Purpose.PUSH, T0);

        // When
        quotas.ended("L", new GhlResponse.Failure(cause, T0, T0), T0);

        // Then
        assertThat(quotas.left("L", T0).window()).isEqualTo(left);
    }

    @Test
    void learnsTheLengthAndSizeOfTheWindow() {
        // Given
        roundTrip(new RateLimit(null, null, 500L, 10L, 0L, null), T0);

        // When
        Permit waiting = quotas.ask("L", Purpose.PUSH, T0);

        // Then
        assertThat(waiting).isEqualTo(new Permit.WindowUsed(T0.plusMillis(500)));
        assertThat(grantedInARow(Purpose.PUSH, T0.plusMillis(500))).isEqualTo(10);
    }

    @Test
    void forgettingStartsAnew() {
        // Given
        grantedInARow(Purpose.PUSH, T0);

        // When
        quotas.forget("L");

        // Then
        assertThat(quotas.ask("L", Purpose.PUSH, T0)).isEqualTo(GRANTED);
    }

    /** Whatever the interleaving, a server that counts strictly never has to refuse a lone client. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverExceedsTheWindowOfAStrictServer(long seed) {
        // Given
        Random random = new Random(seed);
        StrictServer server = new StrictServer(T0);
        Deque<GhlResponse> inFlight = new ArrayDeque<>();
        Instant now = T0;

        // When
        for (int step = 0; step < 20_000; step++) {
            now = now.plusMillis(random.nextInt(60));
            if (random.nextBoolean() && quotas.ask("L", Purpose.PUSH, now).equals(GRANTED)) {
                inFlight.addLast(server.answer(now));
            } else if (!inFlight.isEmpty()) {
                quotas.ended("L", random.nextBoolean() ? inFlight.removeFirst() : inFlight.removeLast(), now);
            }
        }

        // Then
        assertThat(server.refused).as("seed %d", seed).isZero();
        assertThat(server.served).as("seed %d", seed).isGreaterThan(4_000);
    }

    @Test
    void manyThreadsShareOneWindow() throws Exception {
        // Given
        List<Callable<Permit>> calls = IntStream.range(0, 400)
                .<Callable<Permit>>mapToObj(i -> () -> quotas.ask("L", Purpose.PUSH, T0))
                .toList();

        // When
        List<Future<Permit>> permits;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            permits = threads.invokeAll(calls);
        }

        // Then
        assertThat(permits)
                .extracting(Future::resultNow)
                .filteredOn(GRANTED::equals)
                .hasSize(100);
    }

    private int grantedInARow(Purpose purpose, Instant now) {
        int granted = 0;
        while (quotas.ask("L", purpose, now).equals(GRANTED)) {
            granted++;
        }
        return granted;
    }

    private void roundTrip(RateLimit limit, Instant now) {
        quotas.ask("L", Purpose.PUSH, now);
        quotas.ended("L", ok(limit, now), now);
    }

    private static RateLimit limits(long left, long leftToday) {
        return new RateLimit(200_000L, leftToday, 10_000L, 100L, left, null);
    }

    private static GhlResponse ok(RateLimit limit, Instant sentAt) {
        return new GhlResponse.Ok(reply(200, limit, sentAt, null));
    }

    private static GhlResponse throttled(Instant sentAt, @Nullable Duration retryAfter) {
        return new GhlResponse.Throttled(
                reply(429, RateLimit.UNKNOWN, sentAt, retryAfter), GhlError.parse(429, new byte[0]));
    }

    private static GhlReply reply(int status, RateLimit limit, Instant sentAt, @Nullable Duration retryAfter) {
        return new GhlReply(status, new byte[0], sentAt, sentAt, null, null, limit, retryAfter);
    }

    /** Counts fixed windows of 10 s from a start that the client does not know. */
    private static final class StrictServer {
        private Instant windowStart;
        private long used;
        private int served;
        private int refused;

        StrictServer(Instant start) {
            windowStart = start.minusMillis(7_300);
        }

        GhlResponse answer(Instant now) {
            while (!now.isBefore(windowStart.plusSeconds(10))) {
                windowStart = windowStart.plusSeconds(10);
                used = 0;
            }
            if (used == 100) {
                refused++;
                return throttled(now, null);
            }
            used++;
            served++;
            return ok(limits(100 - used, 150_000L), now);
        }
    }
}
