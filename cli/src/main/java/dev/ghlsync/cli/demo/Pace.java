package dev.ghlsync.cli.demo;

import dev.ghlsync.cli.exit.CommandFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits between two looks at the installation, as long as all of it lives.
 *
 * @param death completes with an explanation when a process dies
 */
record Pace(CompletableFuture<String> death) {
    private static final long LOOK_EVERY_MS = 250;

    /** A wait that begins now and may take so long. */
    Limit limit(Duration bound) {
        return new Limit(death, bound, System.nanoTime());
    }

    /** One wait. */
    record Limit(CompletableFuture<String> death, Duration bound, long begun) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        /**
         * Waits for a moment.
         *
         * @throws CommandFailure when the time is over or a process has died
         */
        void pause(String waitingFor) {
            if (elapsed().compareTo(bound) > 0) {
                throw CommandFailure.negative(
                        "Waited " + bound.toSeconds() + " s for " + waitingFor + ", in vain; the logs may tell why.");
            }
            try {
                throw CommandFailure.unavailable(death.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                return; // everything lives
            } catch (ExecutionException e) {
                throw new IllegalStateException("The watch over the processes failed.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.unavailable("Interrupted while waiting for " + waitingFor + ".");
            }
        }
    }
}
