package dev.ghlsync.ingest.avro;

import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes connections to {@code ghl.connections}, their events to {@code sync.events} and who did it to {@code ops.audit}, in one transaction. */
public final class TopicConnectionLog implements ConnectionLog {
    private final Insistent log;
    private final Connections connections;
    private final Ids ids;

    public TopicConnectionLog(Insistent log, Connections connections, Ids ids) {
        this.log = log;
        this.connections = connections;
        this.ids = ids;
    }

    @Override
    public boolean record(
            LocationConnection connection, @Nullable LifecycleEvent event, @Nullable String effect, Stop stop) {
        String correlationId = connection.correlationId() == null ? ids.next() : connection.correlationId();
        Instant at = connection.updatedAt();
        List<Outgoing<?>> records = new ArrayList<>();
        records.add(ConnectionRecords.of(connection, correlationId));
        if (event != null) {
            String number = connection.epoch() + "/" + connection.tokenVersion() + "/" + at.toEpochMilli();
            records.add(LifecycleRecords.event(event, connection, Map.of(), number, at, correlationId));
        }
        if (effect != null) {
            String who = connection.updatedBy() == null ? SELF : connection.updatedBy();
            String action = event == null ? "connection_changed" : event.wire().toLowerCase(Locale.ROOT);
            records.add(LifecycleRecords.audit(
                    ids.next(), who, action, connection, connection.statusReason(), effect, at, correlationId));
        }
        List<Long> offsets = log.write(connection.locationId(), records, stop);
        if (offsets == null) {
            return false;
        }
        connections.apply(connection.locationId(), offsets.getFirst(), connection);
        return true;
    }
}
