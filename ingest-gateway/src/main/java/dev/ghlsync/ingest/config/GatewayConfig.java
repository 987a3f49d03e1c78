package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ingest.consume.GroupConfig;
import dev.ghlsync.ingest.publish.PublishLimits;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything configurable. Its text form may be logged: secrets are masked.
 *
 * @param limits bounds of the publisher behind webhooks and writes
 * @param tokenKeyset Tink keyset that encrypts tokens; null refuses connecting
 * @param group how soon an owner of locations that went silent is replaced
 * @param queryUrl base URL of the query API of sync-streams
 */
public record GatewayConfig(
        ServerConfig server,
        WebhookConfig webhooks,
        PublishLimits limits,
        ReadConfig reads,
        OauthConfig oauth,
        @Nullable Secret tokenKeyset,
        URI queryUrl,
        GroupConfig group,
        KafkaSettings kafka) {
    /** Well within the 5 s in which a webhook is answered. */
    private static final Duration ACK_TIMEOUT_DEFAULT = Duration.ofSeconds(3);

    private static final Map<String, String> SCHEMAS_KEPT = Map.of(
            "apicurio.registry.check-period-ms",
            Long.toString(Duration.ofDays(1).toMillis()),
            "apicurio.registry.fault-tolerant-refresh",
            "true");

    private static final Duration ACK_TIMEOUT_MAX = Duration.ofMillis(4_500);

    /** @throws IllegalArgumentException with one clear sentence if a variable is wrong */
    public static GatewayConfig fromEnvironment(Map<String, String> variables) {
        var env = new Env(variables);
        return new GatewayConfig(
                ServerConfig.from(env),
                WebhookConfig.from(env),
                new PublishLimits(
                        env.integer("PUBLISH_IN_FLIGHT_MAX", 10_000, 1, 1_000_000),
                        env.number("PUBLISH_IN_FLIGHT_BYTES_MAX", 32L << 20, 1L << 20, 1L << 30),
                        env.millis(
                                "PUBLISH_ACK_TIMEOUT_MS", ACK_TIMEOUT_DEFAULT, Duration.ofMillis(500), ACK_TIMEOUT_MAX),
                        env.text("PUBLISH_COMPRESSION", "none")),
                ReadConfig.from(env),
                OauthConfig.from(env),
                env.secret("TOKEN_KEYSET"),
                env.url("QUERY_URL", "http://127.0.0.1:8082"),
                new GroupConfig(env.millis(
                        "OWNER_SESSION_TIMEOUT_MS",
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5))),
                keepingSchemas(KafkaSettings.fromEnvironment(variables)));
    }

    /**
     * A schema id never changes its meaning, so what was once looked up is kept: Apicurio's client would ask again every 30 seconds, and webhooks
     * would be refused while the registry is away.
     */
    private static KafkaSettings keepingSchemas(KafkaSettings settings) {
        var properties = new HashMap<>(SCHEMAS_KEPT);
        properties.putAll(settings.registryProperties());
        return new KafkaSettings(
                settings.bootstrapServers(),
                settings.clientProperties(),
                settings.registryUrl(),
                settings.serializerClass(),
                settings.deserializerClass(),
                properties);
    }
}
