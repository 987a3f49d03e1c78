package dev.ghlsync.sync.ops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a stream thread dies: a new one when trying again may help, otherwise the end of the process. */
public final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final CountDownLatch stopping;
    private final Duration pause;

    /**
     * @param stopping ends a pause early when it reaches zero
     * @param pause before a new thread tries again, so that an absent registry is not asked without end
     */
    public ThreadFailures(CountDownLatch stopping, Duration pause) {
        this.stopping = stopping;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        var described = Failures.describe(failure);
        if (!Failures.isTransient(failure)) {
            LOG.error(
                    "A stream thread failed for good, so this instance stops; nothing half done was committed. {}",
                    described);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("A stream thread failed and is replaced in {} ms. {}", pause.toMillis(), described);
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Stopping, so the new stream thread will have nothing to do.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
