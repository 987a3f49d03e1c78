package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ContactRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.ContactReader.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads contacts by id, several at once, and publishes each answer. The bound holds per call, so a location that waits for its quota holds up no other.
 */
final class ParallelReads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParallelReads.class);

    private final ContactReader reader;
    private final SnapshotLog log;
    private final int concurrency;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param concurrency reads at once per call */
    ParallelReads(ContactReader reader, SnapshotLog log, int concurrency) {
        this.reader = reader;
        this.log = log;
        this.concurrency = concurrency;
    }

    /** Returns true once every answer is published; false if the end was requested or the connection does not allow to go on. */
    boolean readAndPublish(
            LocationConnection connection, Collection<Wanted> contacts, @Nullable String runId, Stop stop) {
        var places = new Semaphore(concurrency);
        List<CompletableFuture<Boolean>> reads = new ArrayList<>();
        for (Wanted wanted : contacts) {
            places.acquireUninterruptibly();
            reads.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return one(connection, wanted, runId, stop);
                        } finally {
                            places.release();
                        }
                    },
                    threads));
        }
        boolean all = true;
        for (CompletableFuture<Boolean> read : reads) {
            all &= read.join();
        }
        return all;
    }

    @Override
    public void close() {
        threads.close();
    }

    private boolean one(LocationConnection connection, Wanted wanted, @Nullable String runId, Stop stop) {
        return switch (reader.byId(connection, wanted.contactId(), runId, wanted.correlationId(), stop)) {
            case Result.Got<ContactRead>(ContactRead read) -> log.snapshots(connection, List.of(read), stop);
            case Result.Stopped<ContactRead> ignored -> false;
            case Result.Disconnected<ContactRead>(String reason) -> {
                warn(connection, reason);
                yield false;
            }
            // Asking again would be refused again, and must not hold up the other contacts.
            case Result.Impossible<ContactRead>(String reason) -> {
                warn(connection, reason);
                yield true;
            }
        };
    }

    private static void warn(LocationConnection connection, String reason) {
        LOG.atWarn()
                .addKeyValue("locationId", connection.locationId())
                .addKeyValue("reason", reason)
                .log("A contact could not be read by id.");
    }

    /** A contact to read, and why. */
    record Wanted(String contactId, String correlationId) {}
}
