package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.ParallelReads.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Does what a batch of fetch requests asks for. A contact asked for several times in a batch is read once. Safe for concurrent use. */
final class Fetches {
    private final Connections connections;
    private final ContactReader reader;
    private final ParallelReads parallel;
    private final ReadMetrics metrics;
    private final Executor threads;

    Fetches(
            Connections connections,
            ContactReader reader,
            ParallelReads parallel,
            ReadMetrics metrics,
            Executor threads) {
        this.connections = connections;
        this.reader = reader;
        this.parallel = parallel;
        this.metrics = metrics;
        this.threads = threads;
    }

    /**
     * Reads everything the batch asks for, the locations at the same time. Blocks.
     *
     * @return false only if the end was requested first: then the batch must be given again
     */
    boolean handle(List<Fetch> batch, Stop stop) {
        Map<String, List<Fetch>> byLocation = new LinkedHashMap<>();
        batch.forEach(fetch -> byLocation
                .computeIfAbsent(fetch.locationId(), id -> new ArrayList<>())
                .add(fetch));
        List<CompletableFuture<Void>> locations = byLocation.entrySet().stream()
                .map(entry ->
                        CompletableFuture.runAsync(() -> ofLocation(entry.getKey(), entry.getValue(), stop), threads))
                .toList();
        locations.forEach(CompletableFuture::join);
        return !stop.requested();
    }

    private void ofLocation(String locationId, List<Fetch> fetches, Stop stop) {
        Optional<LocationConnection> connection = connections.find(locationId).filter(LocationConnection::isConnected);
        if (connection.isEmpty()) {
            fetches.forEach(fetch -> metrics.fetch(fetch.kind(), ReadMetrics.FetchOutcome.NOT_CONNECTED));
            return;
        }
        Map<String, Wanted> contacts = new LinkedHashMap<>();
        for (Fetch fetch : fetches) {
            String id = fetch.objectId();
            switch (fetch.kind()) {
                case CONTACT -> {
                    boolean first =
                            id != null && contacts.putIfAbsent(id, new Wanted(id, fetch.correlationId())) == null;
                    metrics.fetch(
                            fetch.kind(), first ? ReadMetrics.FetchOutcome.READ : ReadMetrics.FetchOutcome.DUPLICATE);
                }
                case TOKEN -> checkToken(connection.get(), fetch, stop);
                case OTHER -> metrics.fetch(fetch.kind(), ReadMetrics.FetchOutcome.NOT_SUPPORTED);
            }
        }
        Collection<Wanted> wanted = contacts.values();
        parallel.readAndPublish(connection.get(), wanted, null, stop);
    }

    /** A private integration token cannot be refreshed; all that can be found out is whether it still works. */
    private void checkToken(LocationConnection connection, Fetch fetch, Stop stop) {
        Long rejected = fetch.tokenVersion();
        if (rejected != null && rejected < connection.tokenVersion()) {
            metrics.fetch(fetch.kind(), ReadMetrics.FetchOutcome.DUPLICATE);
            return;
        }
        reader.tokenWorks(connection, fetch.correlationId(), stop);
        metrics.fetch(fetch.kind(), ReadMetrics.FetchOutcome.READ);
    }
}
