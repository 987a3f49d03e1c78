package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ReadRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices a subscription that went silent: reconciles keep finding changes, and no webhook tells of any. HighLevel pauses deliveries of an app that
 * fails too often, without telling. Locations with a Private Integration Token are left out, because HighLevel sends them no webhooks. Safe for
 * concurrent use.
 */
final class SilenceWatch {
    private final Duration silentAfter;
    private final Map<String, Silence> silences = new ConcurrentHashMap<>();

    SilenceWatch(Duration silentAfter) {
        this.silentAfter = silentAfter;
    }

    /** A webhook of the location arrived. */
    void heard(String locationId) {
        silences.remove(locationId);
    }

    /** A run is complete; returns whether the subscription is to be reported now, which is once per silence. */
    boolean isSilent(LocationConnection connection, ReadRun run, Instant now) {
        boolean foundChanges = run.phase() == ReadRun.Phase.RECONCILE && run.count(ReadRun.BY_ID) > 0;
        if (!foundChanges || !connection.isOauth()) {
            return false;
        }
        Silence silence = silences.computeIfAbsent(connection.locationId(), id -> new Silence(now, false));
        return !silence.told()
                && !now.isBefore(silence.since().plus(silentAfter))
                && silences.replace(connection.locationId(), silence, new Silence(silence.since(), true));
    }

    /** @param since when changes were first found without any webhook */
    private record Silence(Instant since, boolean told) {}
}
