package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.Connected;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import dev.ghlsync.ingest.read.ReadRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an audit begins that nobody asked for. Time is told. */
class AuditScheduleTest {
    private static final Instant START = Instant.parse("2026-11-25T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DOWN_AFTER = Duration.ofMinutes(31);

    private final Connections connections = new Connections(null);
    private final ReadRuns runs = new ReadRuns();
    private final List<String> started = new ArrayList<>();
    private Instant now = START;
    private long offset;

    private final AuditSchedule schedule = new AuditSchedule(
            connections, runs, (location, why) -> started.add(location + " " + why), DAY, DOWN_AFTER, () -> now);

    @Test
    void everyLocationIsAuditedADayAfterItsInitialSyncAndADayAfterItsLastAudit() {
        // Given
        connected("loc-1", Status.CONNECTED);
        ended("loc-1", Phase.INITIAL_SYNC);
        List<Instant> nights = new ArrayList<>();

        // When
        for (int minute = 0; minute <= 60 * 60; minute++) {
            passing(Duration.ofMinutes(1));
            if (nights.size() < started.size()) {
                nights.add(now);
                now = now.plusSeconds(30);
                ended("loc-1", Phase.AUDIT);
            }
        }

        // Then
        assertThat(started).containsOnly("loc-1 nightly").hasSize(2);
        assertThat(Duration.between(START, nights.getFirst())).isBetween(DAY, DAY.plusMinutes(2));
        assertThat(Duration.between(nights.getFirst(), nights.getLast())).isBetween(DAY, DAY.plusMinutes(3));
    }

    @Test
    void anAuditThatStopsIsBegunAgainADayLater() {
        // Given
        connected("loc-1", Status.CONNECTED);
        ended("loc-1", Phase.INITIAL_SYNC);
        passing(Duration.ofSeconds(1));
        passing(DAY);

        // When
        for (int minute = 0; minute < 24 * 60; minute++) {
            passing(Duration.ofMinutes(1));
        }

        // Then
        assertThat(started).containsExactly("loc-1 nightly", "loc-1 nightly");
    }

    @Test
    void aLocationThatNobodyReadForAWhileIsAuditedWhenItHasAnOwnerAgain() {
        // Given
        connected("loc-1", Status.CONNECTED);
        ended("loc-1", Phase.INITIAL_SYNC);
        now = now.plus(DOWN_AFTER).plusSeconds(1);

        // When
        passing(Duration.ofSeconds(1));
        ended("loc-1", Phase.RECONCILE);
        passing(Duration.ofHours(1));

        // Then
        assertThat(started).containsExactly("loc-1 downtime");
    }

    @Test
    void refusedWebhooksBeginOneAuditOnceTheyCameAgain() {
        // Given
        connected("loc-1", Status.CONNECTED);
        schedule.refused("loc-1");
        passing(Duration.ofSeconds(110));
        schedule.refused("loc-1");
        passing(Duration.ofSeconds(110));
        int whileRefusing = started.size();

        // When
        passing(Duration.ofSeconds(20));
        passing(Duration.ofHours(1));

        // Then
        assertThat(whileRefusing).isZero();
        assertThat(started).containsExactly("loc-1 refused_webhooks");
    }

    @Test
    void webhooksRefusedSoonAfterAnAuditBeginAnotherWhenItMay() {
        // Given
        connected("loc-1", Status.CONNECTED);
        schedule.refused("loc-1");
        passing(Duration.ofMinutes(3));
        int first = started.size();
        passing(Duration.ofMinutes(5));
        schedule.refused("loc-1");
        passing(Duration.ofMinutes(3));
        int soon = started.size();

        // When
        passing(DOWN_AFTER);
        passing(Duration.ofHours(1));

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(soon).isEqualTo(1);
        assertThat(started).containsExactly("loc-1 refused_webhooks", "loc-1 refused_webhooks");
    }

    @Test
    void whatIsNotReadOrNotOursOrNotConnectedIsNotAudited() {
        // Given
        connected("loc-reading", Status.CONNECTED);
        connected("loc-foreign", Status.CONNECTED);
        ended("loc-foreign", Phase.INITIAL_SYNC);
        connected("loc-broken", Status.BROKEN);
        ended("loc-broken", Phase.INITIAL_SYNC);
        now = now.plus(DAY).plus(DAY);

        // When
        schedule.tend(location -> !location.equals("loc-foreign"));

        // Then
        assertThat(started).isEmpty();
    }

    private void passing(Duration time) {
        now = now.plus(time);
        schedule.tend(location -> true);
    }

    private void connected(String locationId, Status status) {
        connections.apply(
                locationId,
                offset++,
                Connected.location(locationId, START).with(status).connection());
    }

    private void ended(String locationId, Phase phase) {
        ReadRun run = ReadRun.begin(locationId, "run-" + offset, 1, phase, null, now);
        while (!run.isComplete()) {
            run = run.after(Map.of(), null, null, now, now);
        }
        runs.apply(offset++, run);
    }
}
