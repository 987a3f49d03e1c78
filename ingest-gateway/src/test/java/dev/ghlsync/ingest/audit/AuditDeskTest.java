package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectRead;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
}
