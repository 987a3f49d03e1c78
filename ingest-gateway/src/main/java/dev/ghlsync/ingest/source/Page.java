package dev.ghlsync.ingest.source;

import dev.ghlsync.ingest.domain.ObjectRead;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of objects.
 *
 * @param next cursor of the next page as JSON; null after the last page
 * @param total number of objects HighLevel announced
 * @param at HighLevel's time of the answer
 */
public record Page(
        List<ObjectRead> objects,
        @Nullable String next,
        @Nullable Long total,
        Instant at) {}
