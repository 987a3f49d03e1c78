package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Backfill;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.ContactReader.Page;
import dev.ghlsync.ingest.read.ContactReader.Result;
import dev.ghlsync.ingest.read.ParallelReads.Wanted;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all contacts of a newly connected location. First every page of the search is published, which is quick and gives every contact; then every
 * contact is read by id, because search items leave out fields and lower-case names. After each page the progress is written, so a new run goes on
 * where this one ended; at most one page is in memory. Blocks until done; at most one run per location at a time.
 */
final class InitialSync {
    private static final Logger LOG = LoggerFactory.getLogger(InitialSync.class);

    private final ContactReader reader;
    private final ParallelReads parallel;
    private final SnapshotLog log;
    private final Backfills backfills;
    private final ReadConfig config;
    private final Ids ids;
    private final InstantSource clock;

    InitialSync(
            ContactReader reader,
            ParallelReads parallel,
            SnapshotLog log,
            Backfills backfills,
            ReadConfig config,
            Ids ids,
            InstantSource clock) {
        this.reader = reader;
        this.parallel = parallel;
        this.log = log;
        this.backfills = backfills;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether the location's present epoch has not been read completely. */
    boolean isDue(LocationConnection connection) {
        return connection.isConnected()
                && backfills
                        .find(connection.locationId())
                        .filter(run -> run.epoch() == connection.epoch() && run.status() == Backfill.Status.COMPLETED)
                        .isEmpty();
    }

    /** Begins, or goes on where the last run of this epoch ended. */
    void run(LocationConnection connection, Stop stop) {
        Backfill progress = resumed(connection, stop);
        if (progress != null && progress.step() == Backfill.Step.SEARCH) {
            progress = search(connection, progress, stop);
        }
        if (progress != null && config.hydrate()) {
            progress = hydrate(connection, progress, stop);
        }
        if (progress == null) {
            return;
        }
        Backfill done = progress.complete(clock.instant());
        if (log.event(LifecycleEvent.INITIAL_SYNC_COMPLETED, connection, done, stop)
                && log.progress(connection, done, stop)) {
            LOG.atInfo()
                    .addKeyValue("locationId", connection.locationId())
                    .addKeyValue("contacts", done.published())
                    .addKeyValue("pages", done.pages())
                    .addKeyValue("hydrated", done.hydrated())
                    .log("The initial sync is complete.");
        }
    }

    private @Nullable Backfill resumed(LocationConnection connection, Stop stop) {
        Optional<Backfill> before =
                backfills.find(connection.locationId()).filter(run -> run.epoch() == connection.epoch());
        if (before.isPresent()) {
            return before.get();
        }
        Backfill fresh = Backfill.begin(connection.locationId(), ids.next(), connection.epoch(), clock.instant());
        return log.event(LifecycleEvent.INITIAL_SYNC_STARTED, connection, fresh, stop)
                        && log.progress(connection, fresh, stop)
                ? fresh
                : null;
    }

    private @Nullable Backfill search(LocationConnection connection, Backfill start, Stop stop) {
        Backfill progress = start;
        boolean more = true;
        while (more) {
            Page page = page(connection, progress, stop);
            if (page == null || !log.snapshots(connection, page.contacts(), stop)) {
                return null;
            }
            progress = progress.searched(page.contacts().size(), page.next(), page.total(), clock.instant());
            more = page.next() != null;
            if (more && !log.progress(connection, progress, stop)) {
                return null;
            }
        }
        progress = progress.beginHydrate(clock.instant());
        return log.progress(connection, progress, stop) ? progress : null;
    }

    private @Nullable Backfill hydrate(LocationConnection connection, Backfill start, Stop stop) {
        Backfill progress = start;
        boolean more = true;
        while (more) {
            Page page = page(connection, progress, stop);
            if (page == null) {
                return null;
            }
            String runId = progress.runId();
            List<Wanted> contacts = page.contacts().stream()
                    .map(contact -> new Wanted(contact.ghlContactId(), runId))
                    .toList();
            if (!parallel.readAndPublish(connection, contacts, runId, stop)) {
                return null;
            }
            progress = progress.hydrated(contacts.size(), page.next(), clock.instant());
            more = page.next() != null;
            if (!log.progress(connection, progress, stop)) {
                return null;
            }
        }
        return progress;
    }

    private @Nullable Page page(LocationConnection connection, Backfill progress, Stop stop) {
        return switch (reader.page(connection, progress.runId(), progress.after(), config.pageLimit(), stop)) {
            case Result.Got<Page>(Page page) -> page;
            case Result.Stopped<Page> ignored -> null;
            case Result.Impossible<Page>(String reason) -> stuck(connection, reason);
            case Result.Disconnected<Page>(String reason) -> stuck(connection, reason);
        };
    }

    private static @Nullable Page stuck(LocationConnection connection, String reason) {
        LOG.atWarn()
                .addKeyValue("locationId", connection.locationId())
                .addKeyValue("reason", reason)
                .log("The initial sync cannot go on now; it is tried again later, or when the location is connected"
                        + " again.");
        return null;
    }
}
