package dev.ghlsync.local.registry;

import dev.ghlsync.local.process.ChildProcess;
import dev.ghlsync.local.process.LoopbackPorts;
import dev.ghlsync.local.process.ParentWatch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Apicurio Registry as a process on this machine: loopback only, schemas in a file database, every subject fully and
 * transitively compatible unless it says otherwise. Not thread-safe.
 */
public final class RegistryProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final RegistryConfig config;
    private final int port;
    private ChildProcess child;

    private RegistryProcess(RegistryConfig config) {
        this.config = config;
        this.port = LoopbackPorts.orFree(config.port());
        this.child = fork();
    }

    /**
     * Starts the registry and waits until it answers.
     *
     * @throws dev.ghlsync.local.process.PortTakenException when the port is in use
     */
    public static RegistryProcess start(RegistryConfig config) {
        return new RegistryProcess(config);
    }

    /** Address for {@code SCHEMA_REGISTRY_URL}, without a path. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** Ends the registry at once, as {@code kill -9} does. */
    public void kill() {
        child.kill();
    }

    /** Starts the registry again on the same port and folder and waits until it answers; ends it first if it runs. */
    public void restart() {
        child.close();
        child = fork();
    }

    @Override
    public void close() {
        child.close();
    }

    private ChildProcess fork() {
        LoopbackPorts.requireFree(port, "the schema registry", "give the registry another port");
        var launcher = config.dataFolder().resolve("launcher");
        copyParentWatch(launcher);
        var started = ChildProcess.start(
                "schema registry",
                jvmArguments(launcher),
                List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                config.dataFolder().resolve("registry.log"),
                line -> {});
        try (var api = new RegistryProbe(url())) {
            started.awaitReady(api::answers, START_TIMEOUT, LOOK_EVERY);
            api.requireFullTransitiveCompatibility();
        } catch (RuntimeException e) {
            started.kill();
            throw e;
        }
        return started;
    }

    private List<String> jvmArguments(Path launcher) {
        // H2 cuts the database name at a semicolon, where its own settings begin.
        var database = config.dataFolder().resolve("schemas").toString();
        if (database.contains(";")) {
            throw new IllegalArgumentException(
                    "The data folder " + config.dataFolder() + " has a semicolon in its name; choose another.");
        }
        return List.of(
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                // Otherwise the management port is 9000 on every interface.
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + LoopbackPorts.free(),
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                // H2 acknowledges half a second before it writes unless told not to wait.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0",
                "-cp",
                launcher + File.pathSeparator + config.home().resolve(RegistryHome.APPLICATION));
    }

    /** The registry must not see our class path, so it gets a copy of the one class it needs. */
    private static void copyParentWatch(Path launcher) {
        var file = ParentWatch.class.getName().replace('.', '/') + ".class";
        var target = launcher.resolve(file);
        try (var in = ParentWatch.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Class file " + file + " is not on the class path.");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + launcher + " cannot be written.", e);
        }
    }
}
