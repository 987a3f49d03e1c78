package dev.ghlsync.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running or ended process of a member. Thread-safe. */
final class Child {
    private static final int TAIL_BYTES = 16_384;

    private final ChildSpec spec;
    private final Process process;
    private final long logStart;
    private volatile boolean stopping;

    private Child(ChildSpec spec, Process process, long logStart) {
        this.spec = spec;
        this.process = process;
        this.logStart = logStart;
    }

    static Child start(ChildSpec spec) {
        try {
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            long logStart = Files.exists(spec.log()) ? Files.size(spec.log()) : 0;
            var builder = new ProcessBuilder(spec.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            return new Child(spec, builder.start(), logStart);
        } catch (IOException e) {
            throw new StackException(
                    spec.member().label() + " cannot be started: " + e.getMessage() + "; check the data folder.", e);
        }
    }

    ChildSpec spec() {
        return spec;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, with whether nobody here had asked for it. */
    CompletableFuture<Boolean> endedUnasked() {
        return process.onExit().thenApply(ended -> !stopping);
    }

    /** From now on the end of the process is no surprise. */
    void expectEnd() {
        stopping = true;
    }

    /** Waits at most so long for the end; true when it has ended. */
    boolean awaitEnd(Duration bound) throws InterruptedException {
        try {
            process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for " + spec.member().label() + " failed.", e.getCause());
        }
    }

    /** Asks the process to stop (SIGTERM), and ends it (SIGKILL) when it has not within the bound. */
    void stop(Duration bound) throws InterruptedException {
        stopping = true;
        process.destroy();
        if (!awaitEnd(bound)) {
            kill();
        }
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    void kill() throws InterruptedException {
        stopping = true;
        process.destroyForcibly().waitFor();
    }

    /** How the process ended, for a message: its exit code and the last lines it wrote. */
    String obituary(int lines) {
        return "%s ended with exit code %d; the last lines of %s:%n%s"
                .formatted(
                        spec.member().label(),
                        process.exitValue(),
                        spec.log(),
                        lastLines(lines).stream()
                                .map(line -> "  " + line)
                                .reduce((a, b) -> a + System.lineSeparator() + b)
                                .orElse("  (nothing)"));
    }

    /** The last lines written since this start. */
    List<String> lastLines(int count) {
        try (var log = new RandomAccessFile(spec.log().toFile(), "r")) {
            long from = Math.max(logStart, log.length() - TAIL_BYTES);
            var bytes = new byte[Math.toIntExact(log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException("Log " + spec.log() + " cannot be read.", e);
        }
    }
}
