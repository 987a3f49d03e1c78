package dev.ghlsync.local.broker;

import dev.ghlsync.local.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka node in this JVM: broker and controller in one, KRaft, plaintext on loopback. Ready when {@link #start}
 * returns. Everything is kept in the data folder. Uses public classes of the broker that are no supported API, so this is
 * the only class that names them. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, FolderLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it takes records.
     *
     * @throws dev.ghlsync.local.process.PortTakenException when the port is in use
     * @throws IllegalStateException when another broker uses the folder or Kafka refuses to start
     */
    public static EmbeddedBroker start(BrokerConfig config) {
        var port = LoopbackPorts.orFree(config.port());
        // Kafka ends the whole JVM when its controller cannot bind, so look first.
        LoopbackPorts.requireFree(port, "the broker", "give the broker another port");
        var lock = FolderLock.of(config.dataFolder());
        try {
            var logs = config.dataFolder().resolve("kafka");
            format(logs);
            var server = new KafkaRaftServer(new KafkaConfig(settings(config, logs, port), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, lock, port);
        } catch (RuntimeException e) {
            lock.close();
            throw new IllegalStateException(
                    "The broker on port " + port + " with data folder " + config.dataFolder() + " did not start: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Address for clients, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Ends the broker and waits until its files are closed; a second call does nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static Map<String, String> settings(BrokerConfig config, Path logs, int port) {
        var controllerPort = LoopbackPorts.free();
        var settings = new HashMap<>(config.settings());
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, port));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@%s:%d".formatted(HOST, controllerPort));
        settings.put("log.dirs", logs.toString());
        return settings;
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + logs + " cannot be written.", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Folder " + logs + " cannot be formatted.", e);
        }
    }
}
