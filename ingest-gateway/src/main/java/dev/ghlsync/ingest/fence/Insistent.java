package dev.ghlsync.ingest.fence;

import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats writes that were in doubt, for records that may come twice. Blocks. Safe for concurrent use. */
public final class Insistent {
    private static final Logger LOG = LoggerFactory.getLogger(Insistent.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final OwnerLog log;

    public Insistent(OwnerLog log) {
        this.log = log;
    }

    /**
     * Returns when all records are visible.
     *
     * @return their offsets; null if the end was requested first, or another process owns the location now
     */
    public @Nullable List<Long> write(String locationId, List<? extends Outgoing<?>> records, Stop stop) {
        while (!stop.requested()) {
            switch (log.write(locationId, records).join()) {
                case WriteOutcome.Written written -> {
                    return written.offsets();
                }
                case WriteOutcome.NotOwner ignored -> {
                    return null;
                }
                case WriteOutcome.InDoubt ignored -> {
                    LOG.atWarn()
                            .addKeyValue("records", records.size())
                            .log("Waiting for the broker, which did not acknowledge what an owner wrote.");
                    stop.await(PAUSE);
                }
            }
        }
        return null;
    }
}
