package dev.ghlsync.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One forked JVM on the JDK that runs this one. It ends with this JVM, however that ends, because it watches its standard
 * input; its output goes to a log file. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a JVM.
     *
     * @param name what it is, for messages
     * @param jvmArguments arguments before the class, including the class path
     * @param main class to run with its arguments
     * @param log file its output is appended to
     * @param onLine sees every line of output, on a thread of its own
     */
    public static ChildProcess start(
            String name, List<String> jvmArguments, List<String> main, Path log, Consumer<String> onLine) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add(ParentWatch.class.getName());
        command.addAll(main);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var writer = new PrintWriter(Files.newBufferedWriter(
                    log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread.ofVirtual()
                    .name(name + "-output")
                    .start(() -> copy(process.inputReader(StandardCharsets.UTF_8), writer, onLine));
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The " + name + " cannot be started with " + command.getFirst() + " and log file " + log + ".", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until {@code ready} says so, asking once per {@code pause}. Ends the process and fails when it ends first or
     * takes longer than the timeout.
     */
    public void awaitReady(BooleanSupplier ready, Duration timeout, Duration pause) {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (endedWithin(pause)) {
                throw new IllegalStateException("The " + name + " ended with code " + process.exitValue()
                        + " before it was ready; its log is " + log + ".");
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("The " + name + " was not ready after " + timeout.toSeconds()
                        + " seconds; its log is " + log + ".");
            }
        }
    }

    /** Kills the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks the process to end and waits for it; kills it when it has not ended after 20 seconds. */
    @Override
    public void close() {
        process.destroy();
        if (!endedWithin(Duration.ofSeconds(20))) {
            kill();
        }
    }

    private boolean endedWithin(Duration pause) {
        try {
            return process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the " + name + ", which was ended.", e);
        }
    }

    private static void copy(BufferedReader output, PrintWriter log, Consumer<String> onLine) {
        try (output;
                log) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                log.println(line);
                log.flush();
                onLine.accept(line);
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed; the log says how far it came.
            log.println("Output ended: " + e.getMessage());
        }
    }
}
