package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given and answers as told. */
final class FakePublisher implements Publisher {
    static final PublishOutcome STORED = new PublishOutcome.Stored(0, 0);

    private final List<Outgoing<?>> published = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<PublishOutcome> next = CompletableFuture.completedFuture(STORED);

    /** From now on every record gets this outcome, once the future has it. */
    void answer(CompletableFuture<PublishOutcome> outcome) {
        next = outcome;
    }

    void reset() {
        published.clear();
        next = CompletableFuture.completedFuture(STORED);
    }

    List<Outgoing<?>> published() {
        return published;
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Outgoing<?> record) {
        published.add(record);
        return next.copy();
    }
}
