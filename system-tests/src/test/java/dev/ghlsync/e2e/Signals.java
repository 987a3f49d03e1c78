package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Freezes and thaws processes. */
final class Signals {
    private Signals() {}

    /** The process does nothing more until {@link #thaw}, and does not know it. */
    static void freeze(ProcessHandle process) {
        send("-STOP", process);
    }

    static void thaw(ProcessHandle process) {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        "kill " + signal + " of process " + process.pid() + " ended with " + exit + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + process.pid() + " cannot be sent " + signal + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending " + signal + ".", e);
        }
    }
}
