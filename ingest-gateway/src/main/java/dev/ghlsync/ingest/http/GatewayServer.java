package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.config.ServerConfig;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;

/** The running HTTP server. The routes get what they call from the given collaborators; Micronaut reads no configuration of its own. */
public final class GatewayServer implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private GatewayServer(ApplicationContext context) {
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class);
    }

    /**
     * Binds and starts.
     *
     * @param bodyBytesMax largest accepted request body, also of one sent in chunks
     * @param collaborators what the controllers' constructors ask for
     * @throws io.micronaut.http.server.exceptions.ServerStartupException if the address cannot be bound
     */
    public static GatewayServer start(ServerConfig config, int bodyBytesMax, List<Object> collaborators) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(properties(config, bodyBytesMax))
                .singletons(collaborators.toArray())
                .singletons(config)
                .start();
        try {
            var running = new GatewayServer(context);
            running.server.start();
            return running;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    /** A part of the running server, for tests. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, Object> properties(ServerConfig config, int bodyBytesMax) {
        return Map.ofEntries(
                Map.entry("micronaut.application.name", "ingest-gateway"),
                Map.entry("micronaut.server.host", config.host()),
                Map.entry("micronaut.server.port", config.port() == 0 ? -1 : config.port()),
                Map.entry("micronaut.server.max-request-size", bodyBytesMax),
                Map.entry("micronaut.server.max-request-buffer-size", bodyBytesMax),
                Map.entry("micronaut.server.server-header", "ghl-sync"),
                Map.entry("micronaut.server.idle-timeout", "60s"),
                Map.entry("endpoints.all.enabled", false),
                Map.entry("endpoints.health.enabled", true),
                Map.entry("endpoints.health.sensitive", false),
                Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
                Map.entry("endpoints.health.discovery-client.enabled", false),
                Map.entry("endpoints.health.disk-space.enabled", false),
                Map.entry("endpoints.health.deadlocked-threads.enabled", false));
    }
}
