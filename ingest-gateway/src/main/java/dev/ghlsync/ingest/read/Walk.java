package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.domain.ObjectRead.Purpose;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.RunPages.RunPage;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through a run to its end. While few runs are under way, a page is read while the one before it is written; many would take from live webhooks
 * what they gain. The progress of a page becomes visible with the page's last records, so whoever goes on repeats a page at most and leaves nothing
 * out; at most two pages are in memory. Blocks. Safe for concurrent use.
 */
final class Walk {
    private static final int FEW = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Walk.class);

    private final RunPages pages;
    private final OwnerWrites writes;
    private final SilenceWatch silence;
    private final InstantSource clock;
    private final AtomicInteger underWay = new AtomicInteger();

    Walk(RunPages pages, OwnerWrites writes, SilenceWatch silence, InstantSource clock) {
        this.pages = pages;
        this.writes = writes;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * @param isNew whether nothing of the run was written yet
     * @return the complete run; null if it cannot go on now
     */
    @Nullable
    ReadRun toTheEnd(LocationConnection connection, ReadRun start, boolean isNew, Stop stop) {
        if (isNew && !writes.page(connection, List.of(), start, started(start), stop)) {
            return null;
        }
        underWay.incrementAndGet();
        try (var writing = new WriteBehind()) {
            ReadRun run = toTheLastPage(connection, start, writing, stop);
            if (run == null || !writing.settled()) {
                return null;
            }
            LOG.atInfo()
                    .addKeyValue("locationId", run.locationId())
                    .addKeyValue("phase", run.phase())
                    .addKeyValue("counts", run.counts())
                    .log("A run over a location is complete.");
            return run;
        } finally {
            underWay.decrementAndGet();
        }
    }

    private @Nullable ReadRun toTheLastPage(
            LocationConnection connection, ReadRun start, WriteBehind writing, Stop stop) {
        var reading = new Reading(connection, purpose(start), start.runId(), start.runId(), stop);
        ReadRun run = start;
        while (!run.isComplete()) {
            switch (pages.read(run, reading)) {
                case Result.Got<RunPage>(RunPage page) -> {
                    ReadRun before = run;
                    run = run.after(page.counts(), page.next(), page.total(), page.at(), clock.instant());
                    if (!isWorthWriting(page, before, run)) {
                        continue;
                    }
                    ReadRun progress = run;
                    if (!writing.begin(() ->
                            writes.page(connection, page.objects(), progress, completed(connection, progress), stop))) {
                        return null;
                    }
                    if (underWay.get() > FEW && !writing.settled()) {
                        return null;
                    }
                }
                case Result.Stopped<RunPage> ignored -> {
                    return null;
                }
                case Result.Missing<RunPage> ignored -> {
                    return stuck(run, "not_found");
                }
                case Result.Impossible<RunPage>(String reason) -> {
                    return stuck(run, reason);
                }
                case Result.Disconnected<RunPage>(String reason) -> {
                    return stuck(run, reason);
                }
                case Result.GaveUp<RunPage>(String reason) -> {
                    return stuck(run, reason);
                }
            }
        }
        return run;
    }

    /** Whoever goes on after an empty page reads it once more, which costs less than writing that it was empty. */
    private static boolean isWorthWriting(RunPage page, ReadRun before, ReadRun after) {
        return !page.objects().isEmpty() || after.isComplete() || after.step() != before.step();
    }

    private static @Nullable ReadRun stuck(ReadRun run, String reason) {
        LOG.atWarn()
                .addKeyValue("locationId", run.locationId())
                .addKeyValue("phase", run.phase())
                .addKeyValue("step", run.step())
                .addKeyValue("reason", reason)
                .log("A run over a location cannot go on now; it is tried again later, or when the location is"
                        + " connected again.");
        return null;
    }

    private static Purpose purpose(ReadRun run) {
        return switch (run.phase()) {
            case INITIAL_SYNC -> Purpose.INITIAL_SYNC;
            case RECONCILE -> Purpose.RECONCILE;
            case AUDIT -> Purpose.AUDIT;
        };
    }

    private static @Nullable LifecycleEvent started(ReadRun run) {
        return run.phase() == ReadRun.Phase.INITIAL_SYNC ? LifecycleEvent.INITIAL_SYNC_STARTED : null;
    }

    private @Nullable LifecycleEvent completed(LocationConnection connection, ReadRun run) {
        if (!run.isComplete()) {
            return null;
        }
        if (run.phase() == ReadRun.Phase.INITIAL_SYNC) {
            return LifecycleEvent.INITIAL_SYNC_COMPLETED;
        }
        return silence.isSilent(connection, run, clock.instant()) ? LifecycleEvent.SUBSCRIPTION_SILENT : null;
    }
}
