package dev.ghlsync.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How to see that a member is ready. */
sealed interface Readiness {
    Duration BOUND = Duration.ofMinutes(2);
    Duration POLL = Duration.ofMillis(100);

    /** The address answers a GET with status 200. */
    record Answers(URI address) implements Readiness {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();

        @Override
        public boolean ready(Child child) throws InterruptedException {
            try {
                var request = HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(2))
                        .build();
                return CLIENT.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false; // not listening yet
            }
        }
    }

    /** The process has written a line that starts so. */
    record Writes(String prefix) implements Readiness {
        @Override
        public boolean ready(Child child) {
            return child.lastLines(Integer.MAX_VALUE).stream().anyMatch(line -> line.startsWith(prefix));
        }
    }

    boolean ready(Child child) throws InterruptedException;

    /**
     * Waits until the member is ready.
     *
     * @throws StackException when its process ends, or it is not ready within two minutes
     */
    default void await(Child child) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!ready(child)) {
            if (child.awaitEnd(POLL)) {
                throw new StackException(child.obituary(15));
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("%s was not ready within %d s; see %s."
                        .formatted(
                                child.spec().member().label(),
                                BOUND.toSeconds(),
                                child.spec().log()));
            }
        }
    }
}
