package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads contacts by id, several at once. The bound holds per call, so a location that waits for its quota holds up no other. */
final class FanOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    /** So often the read of one contact may be called invalid before it is left out. */
    private static final int INVALID_MAX = 3;

    private final Source source;
    private final int concurrency;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** How often GoHighLevel has called the read of a contact invalid so far. */
    private final Map<String, Integer> invalid = new ConcurrentHashMap<>();

    /** @param concurrency reads at once per call */
    FanOut(Source source, int concurrency) {
        this.source = source;
        this.concurrency = concurrency;
    }

    /**
     * All of them, as they are or as gone. One that is neither shown nor said to be gone fails all: left out, it would be a gap that nobody sees. Only one
     * that GoHighLevel calls invalid again and again is left to the audit, because it would hold up all others for ever.
     */
    Result<List<ObjectRead>> contacts(Reading reading, Collection<String> contactIds) {
        var places = new Semaphore(concurrency);
        List<CompletableFuture<Result<ObjectRead>>> reads = new ArrayList<>();
        for (String id : contactIds) {
            places.acquireUninterruptibly();
            reads.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return source.byId(reading, Manner.RUN, ObjectKind.CONTACT, id, null);
                        } finally {
                            places.release();
                        }
                    },
                    threads));
        }
        List<ObjectRead> got = new ArrayList<>();
        Result<ObjectRead> failed = null;
        var ids = contactIds.iterator();
        for (CompletableFuture<Result<ObjectRead>> read : reads) {
            String key = reading.connection().locationId() + '/' + ids.next();
            switch (read.join()) {
                case Result.Got<ObjectRead>(ObjectRead contact) -> {
                    invalid.remove(key);
                    got.add(contact);
                }
                case Result.Impossible<ObjectRead> refused
                when refused.isAboutTheObject() && invalid.merge(key, 1, Integer::sum) >= INVALID_MAX -> {
                    invalid.remove(key);
                    LOG.atError()
                            .addKeyValue("locationId", reading.connection().locationId())
                            .addKeyValue("contact", key)
                            .log("GoHighLevel calls the read of a contact invalid again and again; it is left out");
                }
                case Result<ObjectRead> other -> failed = other;
            }
        }
        return failed == null ? new Result.Got<>(got) : failed.failed();
    }

    @Override
    public void close() {
        threads.close();
    }
}
