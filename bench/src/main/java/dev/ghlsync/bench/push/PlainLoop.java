package dev.ghlsync.bench.push;

import dev.ghlsync.ghl.client.ContactField;
import dev.ghlsync.ghl.client.ContactUpdate;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Nothing but the calls: one virtual thread each, a number of them at once, the same client as the pusher's. Not thread-safe. */
final class PlainLoop implements AutoCloseable {
    private final GhlClient ghl;
    private final int atOnce;

    PlainLoop(URI base, int atOnce) {
        this.ghl = new GhlClient(GhlClientConfig.of(base), Clock.systemUTC());
        this.atOnce = atOnce;
    }

    /** Gives the city to everybody, the locations in turn; returns when every call has ended. */
    void city(List<PushPlace.Location> locations, String city) {
        var update = ContactUpdate.builder().set(ContactField.CITY, city).build();
        var permits = new Semaphore(atOnce);
        int people = locations.getFirst().people().size();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < people; i++) {
                for (PushPlace.Location location : locations) {
                    String person = location.people().get(i).id();
                    permits.acquireUninterruptibly();
                    threads.execute(() -> {
                        try {
                            ghl.contacts().update(location.token(), person, update);
                        } finally {
                            permits.release();
                        }
                    });
                }
            }
        }
    }

    @Override
    public void close() {
        ghl.close();
    }
}
