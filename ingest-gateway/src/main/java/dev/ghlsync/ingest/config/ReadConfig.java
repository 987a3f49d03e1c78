package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.client.ContactSearch;
import java.net.URI;

/**
 * How the owner of a location reads from HighLevel.
 *
 * @param ghlBaseUrl HighLevel's API, or the sandbox
 * @param pageLimit contacts per search page, 1 to 500
 * @param hydrate whether the initial sync also reads every contact by id, because search items leave fields out
 * @param concurrency reads by id that may run at once per location
 * @param runsMax locations that may be read at once; each holds at most two pages in memory
 * @param readsMax reads of runs under way at once, of all locations together
 * @param backlogMax records of runs, about, that may wait to be folded
 * @param syncGroup consumer group of sync-streams, which folds them
 */
public record ReadConfig(
        URI ghlBaseUrl,
        int pageLimit,
        boolean hydrate,
        int concurrency,
        int runsMax,
        int readsMax,
        int backlogMax,
        String syncGroup,
        Rhythm rhythm) {
    private static final int READS_PER_PROCESSOR = 32;

    static ReadConfig from(Env env) {
        return new ReadConfig(
                env.url("GHL_BASE_URL", "https://services.leadconnectorhq.com"),
                env.integer("INITIAL_SYNC_PAGE_LIMIT", 100, 1, ContactSearch.PAGE_LIMIT_MAX),
                env.flag("INITIAL_SYNC_HYDRATE", true),
                env.integer("HYDRATE_CONCURRENCY", 16, 1, 64),
                env.integer("RUNS_MAX", 256, 1, 10_000),
                env.integer("RUN_READS_MAX", READS_PER_PROCESSOR * processors(), 1, 10_000),
                env.integer("SNAPSHOT_BACKLOG_MAX", 50, 1, 1_000_000),
                env.text("SYNC_APPLICATION_ID", "sync-streams"),
                Rhythm.from(env));
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
