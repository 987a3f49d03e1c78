package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process with its output in a file; ended at once, as {@code kill -9} does, when it is closed. */
final class RunningProgram implements AutoCloseable {
    /** Bound for a program that ends by itself. */
    private static final long SECONDS = 1_200;

    private final Process process;
    private final Path output;

    private RunningProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunningProgram start(List<String> command, Path folder, Map<String, String> environment) {
        try {
            var output = Files.createTempFile(folder, "run-", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new RunningProgram(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All it printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its largest resident memory so far in bytes, asked for until it ends; 0 where the system does not tell. */
    long peakMemory() throws InterruptedException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        do {
            try (var lines = Files.lines(status)) {
                peak = Math.max(
                        peak,
                        lines.filter(line -> line.startsWith("VmHWM:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                                .findFirst()
                                .orElse(0));
            } catch (IOException | UncheckedIOException e) {
                break; // it has ended, or this is no Linux
            }
        } while (!process.waitFor(200, TimeUnit.MILLISECONDS));
        return peak;
    }

    /** Waits for its end; the exit code, or -1 when it was ended for taking too long. */
    int exit() throws InterruptedException {
        if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        close();
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
