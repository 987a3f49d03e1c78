package dev.ghlsync.local.broker;

import dev.ghlsync.local.process.ChildProcess;
import dev.ghlsync.local.process.LoopbackPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A broker in a JVM of its own, so that it can be killed like a machine that loses power over its process. Keeps port and
 * folder over restarts. Not thread-safe.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final BrokerConfig config;
    private ChildProcess child;

    private BrokerProcess(BrokerConfig config) {
        this.config = config;
        this.child = fork(config);
    }

    /** Starts a broker and waits until it takes records. */
    public static BrokerProcess start(BrokerConfig config) {
        return new BrokerProcess(config.withPort(LoopbackPorts.orFree(config.port())));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + config.port();
    }

    public int port() {
        return config.port();
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** Ends the broker at once, as {@code kill -9} does. */
    public void kill() {
        child.kill();
    }

    /** Starts the broker again on the same port and folder and waits until it takes records; ends it first if it runs. */
    public void restart() {
        child.close();
        child = fork(config);
    }

    @Override
    public void close() {
        child.close();
    }

    private static ChildProcess fork(BrokerConfig config) {
        LoopbackPorts.requireFree(config.port(), "the broker", "give the broker another port");
        var main = new ArrayList<>(List.of(
                BrokerMain.class.getName(),
                Integer.toString(config.port()),
                config.dataFolder().toString()));
        config.settings().forEach((name, value) -> main.add(name + "=" + value));
        var ready = new CountDownLatch(1);
        var child = ChildProcess.start(
                "broker",
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path")),
                main,
                config.dataFolder().resolve("broker.log"),
                line -> {
                    if (line.startsWith(BrokerMain.READY)) {
                        ready.countDown();
                    }
                });
        child.awaitReady(() -> ready.getCount() == 0, START_TIMEOUT, LOOK_EVERY);
        return child;
    }
}
