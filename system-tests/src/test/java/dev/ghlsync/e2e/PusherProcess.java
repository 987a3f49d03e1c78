package dev.ghlsync.e2e;

import dev.ghlsync.local.process.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One pusher of several: a process that can be killed, frozen and thawed. Not thread-safe. */
final class PusherProcess implements AutoCloseable {
    private static final Path MODULE = Path.of("../outbound-pusher/target");

    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    PusherProcess(Map<String, String> environment, Path log) {
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.process = started();
    }

    private Process started() {
        try {
            String classPath = MODULE.resolve("classes") + ":"
                    + Files.readString(MODULE.resolve("classpath")).strip() + ":"
                    + Path.of(ParentWatch.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
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
                            ParentWatch.class.getName(),
                            "dev.ghlsync.push.PusherApplication"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("A pusher cannot be started; its log is " + log + ".", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}, and a new process. */
    void killAndStart() {
        close();
        process = started();
    }

    /** False when it ended by itself. */
    boolean isRunning() {
        return process.isAlive();
    }

    void freeze() {
        Signals.freeze(process.toHandle());
    }

    void thaw() {
        Signals.thaw(process.toHandle());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
