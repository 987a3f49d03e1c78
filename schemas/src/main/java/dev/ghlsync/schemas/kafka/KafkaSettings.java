package dev.ghlsync.schemas.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to reach the cluster and the registry. Read once at the composition root from environment variables:
 *
 * <ul>
 *   <li>{@code KAFKA_BOOTSTRAP_SERVERS}, default {@code 127.0.0.1:9092}
 *   <li>{@code KAFKA_PROP_<NAME>}: any client property, {@code _} for {@code .}, such as {@code KAFKA_PROP_SECURITY_PROTOCOL}
 *   <li>{@code SCHEMA_REGISTRY_URL}, default {@code http://127.0.0.1:8081}
 *   <li>{@code AVRO_SERIALIZER_CLASS}, {@code AVRO_DESERIALIZER_CLASS}: default Apicurio's
 *   <li>{@code REGISTRY_PROP_<NAME>}: any serializer property, {@code _} for {@code .}
 * </ul>
 *
 * @param clientProperties passed unchanged to every Kafka client (TLS, SASL)
 * @param registryProperties passed unchanged to the serializer and deserializer
 */
public record KafkaSettings(
        String bootstrapServers,
        Map<String, String> clientProperties,
        String registryUrl,
        String serializerClass,
        String deserializerClass,
        Map<String, String> registryProperties) {

    public static final String APICURIO_SERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
    public static final String APICURIO_DESERIALIZER = "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "KAFKA_BOOTSTRAP_SERVERS is empty; set it to host:port of a broker, such as 127.0.0.1:9092.");
        }
        if (!registryUrl.startsWith("http://") && !registryUrl.startsWith("https://")) {
            throw new IllegalArgumentException("SCHEMA_REGISTRY_URL is '" + registryUrl
                    + "', which is no http or https address; set it to one such as http://127.0.0.1:8081.");
        }
        clientProperties = Map.copyOf(clientProperties);
        registryProperties = Map.copyOf(registryProperties);
    }

    public static KafkaSettings of(String bootstrapServers, String registryUrl) {
        return new KafkaSettings(
                bootstrapServers, Map.of(), registryUrl, APICURIO_SERIALIZER, APICURIO_DESERIALIZER, Map.of());
    }

    public static KafkaSettings fromEnvironment(Map<String, String> env) {
        return new KafkaSettings(
                env.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                prefixed(env, "KAFKA_PROP_"),
                env.getOrDefault("SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081"),
                env.getOrDefault("AVRO_SERIALIZER_CLASS", APICURIO_SERIALIZER),
                env.getOrDefault("AVRO_DESERIALIZER_CLASS", APICURIO_DESERIALIZER),
                prefixed(env, "REGISTRY_PROP_"));
    }

    /** Properties every client starts from: the servers and what was passed through. A new mutable map. */
    public Map<String, Object> clientConfig() {
        var config = new HashMap<String, Object>(clientProperties);
        config.put("bootstrap.servers", bootstrapServers);
        return config;
    }

    /** Shows servers, registry and property names, never property values: they may be secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=%s, clientProperties=%s, registryUrl=%s, serializerClass=%s, registryProperties=%s]"
                .formatted(
                        bootstrapServers,
                        new TreeMap<>(clientProperties).keySet(),
                        registryUrl,
                        serializerClass,
                        new TreeMap<>(registryProperties).keySet());
    }

    private static Map<String, String> prefixed(Map<String, String> env, String prefix) {
        var found = new HashMap<String, String>();
        env.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return found;
    }
}
