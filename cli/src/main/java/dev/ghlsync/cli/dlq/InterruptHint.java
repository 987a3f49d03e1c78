package dev.ghlsync.cli.dlq;

/** Says something when Ctrl-C ends the process before {@link #done}. */
final class InterruptHint implements AutoCloseable {
    private final Thread hook;
    private volatile boolean done;

    InterruptHint(Runnable hint) {
        this.hook = Thread.ofPlatform().unstarted(() -> {
            if (!done) {
                hint.run();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void done() {
        done = true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The process is ending, and the hook says so.
        }
    }
}
