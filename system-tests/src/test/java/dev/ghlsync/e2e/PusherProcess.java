package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pusher of several: a process that can be killed, frozen and thawed. Not thread-safe. */
final class PusherProcess implements AutoCloseable {
    private static final Path MODULE = Path.of("../outbound-pusher/target");

    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    PusherProcess(Map<String, String> environment, Path log) {
        this.environment = Map.copyOf(environment);
        this.log = log;
        start();
    }

    void start() {
        try {
            String classPath = MODULE.resolve("classes") + ":"
                    + Files.readString(MODULE.resolve("classpath")).strip();
            var builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            classPath,
                            "dev.ghlsync.push.PusherApplication"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException("A pusher cannot be started; its log is " + log + ".", e);
        }
    }

    /** {@code kill -9}, and a new process. */
    void killAndStart() {
        close();
        start();
    }

    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(running().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("A pusher cannot be sent " + signal + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("The pusher was never started.");
        }
        return process;
    }

    @Override
    public void close() {
        running().destroyForcibly().onExit().join();
    }
}
