package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.config.Rhythm;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which run a location needs next. */
final class Agenda {
    private final ReadRuns runs;
    private final Ids ids;
    private final Rhythm rhythm;

    Agenda(ReadRuns runs, Ids ids, Rhythm rhythm) {
        this.runs = runs;
        this.ids = ids;
        this.rhythm = rhythm;
    }

    /** @param isNew whether nothing of the run was written yet */
    record Due(ReadRun run, boolean isNew) {}

    Optional<Due> next(LocationConnection connection, Instant now) {
        if (!connection.isConnected() || connection.isCompany()) {
            return Optional.empty();
        }
        Optional<ReadRun> initial = ofEpoch(connection, Phase.INITIAL_SYNC);
        if (initial.isEmpty()) {
            return Optional.of(new Due(
                    ReadRun.begin(
                            connection.locationId(), ids.next(), connection.epoch(), Phase.INITIAL_SYNC, null, now),
                    true));
        }
        if (!initial.get().isComplete()) {
            return Optional.of(new Due(initial.get(), false));
        }
        return reconcile(connection, initial.get(), now);
    }

    private Optional<Due> reconcile(LocationConnection connection, ReadRun initial, Instant now) {
        Optional<ReadRun> last = ofEpoch(connection, Phase.RECONCILE);
        if (last.isPresent() && !last.get().isComplete()) {
            return Optional.of(new Due(last.get(), false));
        }
        ReadRun before = last.orElse(initial);
        Instant ended = before.completedAt() == null ? before.updatedAt() : before.completedAt();
        Duration pause = last.isPresent() ? rhythm.reconcileEvery() : rhythm.firstReconcileAfter();
        if (now.isBefore(ended.plus(pause))) {
            return Optional.empty();
        }
        Instant until = before.until() == null ? before.startedAt() : before.until();
        return Optional.of(new Due(
                ReadRun.begin(
                        connection.locationId(),
                        ids.next(),
                        connection.epoch(),
                        Phase.RECONCILE,
                        until.minus(rhythm.overlap()),
                        now),
                true));
    }

    private Optional<ReadRun> ofEpoch(LocationConnection connection, Phase phase) {
        return runs.find(connection.locationId(), phase).filter(run -> run.epoch() == connection.epoch());
    }
}
