package dev.ghlsync.ingest.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.Connected;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.read.Headroom;
import dev.ghlsync.ingest.read.ReadRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final LocationConnection LOCATION =
            Connected.location("loc-1", NOW).connection();

    private final List<Outgoing<?>> published = new ArrayList<>();
    private final List<Integer> rooms = new ArrayList<>();
    private int roomsLeft = Integer.MAX_VALUE;
    private final Headroom headroom = (records, stop, write) -> {
        rooms.add(records);
        return roomsLeft-- > 0 && write.getAsBoolean();
    };

    @Test
    void repairsAskForRoomLikeTheWritesOfRuns() {
        // Given
        List<ObjectRead> reads = reads(60);

        // When
        boolean repaired = trail(new PublishOutcome.Stored(0, 0)).repair(LOCATION, reads);

        // Then
        assertThat(repaired).isTrue();
        assertThat(rooms).containsExactly(25, 25, 10);
        assertThat(published).hasSize(60);
    }

    @Test
    void withoutRoomNothingMoreIsRepaired() {
        // Given
        roomsLeft = 1;

        // When
        boolean repaired = trail(new PublishOutcome.Stored(0, 0)).repair(LOCATION, reads(60));

        // Then
        assertThat(repaired).isFalse();
        assertThat(published).hasSize(25);
    }

    @Test
    void whatTheBrokerDoesNotTakeIsNotRepaired() {
        // Given
        var refused = new PublishOutcome.Doubtful(PublishOutcome.Doubt.BROKER_REFUSED);

        // When
        boolean repaired = trail(refused).repair(LOCATION, reads(60));

        // Then
        assertThat(repaired).isFalse();
        assertThat(published).hasSize(25);
    }

    private AuditTrail trail(PublishOutcome outcome) {
        return new AuditTrail(
                record -> {
                    published.add(record);
                    return CompletableFuture.completedFuture(outcome);
                },
                new ReadRuns(),
                new Ids(() -> NOW, new Random(1)),
                headroom,
                new Stop());
    }

    private static List<ObjectRead> reads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ObjectRead(
                        "loc-1",
                        ObjectKind.CONTACT,
                        "c-" + i,
                        ObjectRead.Source.GET,
                        ObjectRead.Purpose.AUDIT,
                        NOW,
                        null,
                        1,
                        "audit-1",
                        null,
                        "audit-1"))
                .toList();
    }
}
