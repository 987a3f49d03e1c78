package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectRead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AuditDeskTest {
    private static final AuditOrder ORDER = new AuditOrder(true, false, "test");

    private final List<AuditReport> ended = new CopyOnWriteArrayList<>();
    private final AuditDesk.Trail trail = new AuditDesk.Trail() {
        @Override
        public boolean repair(LocationConnection connection, List<ObjectRead> reads) {
            return true;
        }

        @Override
        public void ended(LocationConnection connection, AuditReport report, String who, Instant begun) {
            ended.add(report);
        }
    };

    @Test
    void anAuditThatEndsInAnErrorIsOverAndSaysSo() {
        // Given
        InstantSource failing = () -> {
            throw new StackOverflowError();
        };
        try (var location = new AuditedLocation(ComparedKind.OPPORTUNITY, 1);
                var desk = location.desk(failing, InstantSource.system(), trail)) {

            // When
            String auditId = desk.start(AuditedLocation.LOCATION, ORDER).orElseThrow();

            // Then
            await().until(() -> !ended.isEmpty());
            assertThat(desk.find(AuditedLocation.LOCATION, auditId)).hasValueSatisfying(report -> {
                assertThat(report.endedAt()).isNotNull();
                assertThat(report.stopped()).contains("gateway's log");
            });
        }
    }

    @Test
    void auditsThatReadNothingForTenMinutesEnd() {
        // Given
        var now = new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
        try (var location = new AuditedLocation(ComparedKind.OPPORTUNITY, 1);
                var desk = location.desk(InstantSource.system(), now::get, trail)) {
            location.throttle();
            for (int i = 0; i < 5; i++) {
                desk.start(AuditedLocation.LOCATION, ORDER);
            }

            // When
            await().until(() -> {
                now.updateAndGet(time -> time.plusSeconds(60));
                return ended.size() == 5;
            });

            // Then
            assertThat(ended).allSatisfy(report -> assertThat(report.stopped()).contains("for ten minutes"));
        }
    }

    @Test
    void anAuditEndsWithItsConnection() {
        // Given
        try (var location = new AuditedLocation(ComparedKind.OPPORTUNITY, 1);
                var desk = location.desk(InstantSource.system(), InstantSource.system(), trail)) {
            location.throttle();
            desk.start(AuditedLocation.LOCATION, ORDER);

            // When
            location.disconnect();

            // Then
            await().until(() -> !ended.isEmpty());
            assertThat(ended)
                    .singleElement()
                    .satisfies(report -> assertThat(report.stopped()).containsAnyOf("disconnected", "not usable"));
        }
    }
}
