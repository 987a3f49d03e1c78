package dev.ghlsync.ingest.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the initial sync of a location is. It has two steps: {@link Step#SEARCH} publishes every search item; because search items leave fields
 * out, {@link Step#HYDRATE} then reads every contact by id, walking the same pages again.
 *
 * @param epoch connection epoch it belongs to
 * @param after {@code searchAfter} of the last finished page of the step, as JSON; null at the start of a step
 * @param published search items published
 * @param pages search pages read in the first step
 * @param hydrated contacts read by id
 * @param expected total that HighLevel announced
 */
public record Backfill(
        String locationId,
        String runId,
        long epoch,
        Status status,
        Step step,
        @Nullable String after,
        long published,
        long pages,
        long hydrated,
        @Nullable Long expected,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant completedAt) {

    public enum Status {
        RUNNING,
        COMPLETED
    }

    public enum Step {
        SEARCH,
        HYDRATE
    }

    public static Backfill begin(String locationId, String runId, long epoch, Instant now) {
        return new Backfill(locationId, runId, epoch, Status.RUNNING, Step.SEARCH, null, 0, 0, 0, null, now, now, null);
    }

    /** A page of search items is published. An empty one, which ends a scan of full pages, does not count. */
    public Backfill searched(int items, @Nullable String cursor, @Nullable Long total, Instant now) {
        return new Backfill(
                locationId,
                runId,
                epoch,
                status,
                step,
                cursor,
                published + items,
                items == 0 ? pages : pages + 1,
                hydrated,
                total == null ? expected : total,
                startedAt,
                now,
                null);
    }

    /** The contacts of a page are read by id. */
    public Backfill hydrated(int items, @Nullable String cursor, Instant now) {
        return new Backfill(
                locationId,
                runId,
                epoch,
                status,
                step,
                cursor,
                published,
                pages,
                hydrated + items,
                expected,
                startedAt,
                now,
                null);
    }

    public Backfill beginHydrate(Instant now) {
        return new Backfill(
                locationId,
                runId,
                epoch,
                status,
                Step.HYDRATE,
                null,
                published,
                pages,
                hydrated,
                expected,
                startedAt,
                now,
                null);
    }

    public Backfill complete(Instant now) {
        return new Backfill(
                locationId,
                runId,
                epoch,
                Status.COMPLETED,
                step,
                null,
                published,
                pages,
                hydrated,
                expected,
                startedAt,
                now,
                now);
    }
}
