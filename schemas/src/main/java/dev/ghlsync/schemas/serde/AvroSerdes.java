package dev.ghlsync.schemas.serde;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes value serdes for the topics of the contract with the configured serializer classes. The bytes are Confluent's wire
 * format whichever class is used: magic byte 0, four-byte schema id, Avro binary. Schemas are looked up, never
 * registered: {@code ghl-sync topics apply} registers them. Each call returns a new instance; an instance is as
 * thread-safe as its serializer class, so give each client its own.
 */
public final class AvroSerdes {
    static {
        TrustedRecords.trust();
    }

    private final KafkaSettings settings;

    public AvroSerdes(KafkaSettings settings) {
        this.settings = settings;
    }

    public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return Serdes.serdeFrom(serializer(topic), deserializer(topic));
    }

    @SuppressWarnings("unchecked") // The class is configuration: its type argument cannot be known here.
    public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        requireValue(topic);
        var serializer = (Serializer<V>) instantiate(settings.serializerClass(), "AVRO_SERIALIZER_CLASS");
        serializer.configure(config(), false);
        return serializer;
    }

    @SuppressWarnings("unchecked") // The class is configuration: its type argument cannot be known here.
    public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
        requireValue(topic);
        var deserializer = (Deserializer<V>) instantiate(settings.deserializerClass(), "AVRO_DESERIALIZER_CLASS");
        deserializer.configure(config(), false);
        return deserializer;
    }

    private Map<String, Object> config() {
        var config = new HashMap<String, Object>();
        config.put("apicurio.registry.url", settings.registryUrl() + "/apis/registry/v3");
        config.put("apicurio.registry.auto-register", "false");
        config.put("apicurio.registry.find-latest", "false");
        config.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
        config.put("apicurio.registry.use-id", "contentId");
        config.put("apicurio.registry.headers.enabled", "false");
        config.put(
                "apicurio.registry.artifact-resolver-strategy", "io.apicurio.registry.serde.strategy.TopicIdStrategy");
        // Otherwise it looks for a schema cut into one artifact per nested record, which is not how they are
        // registered.
        config.put("apicurio.registry.dereference-schema", "true");
        config.put("apicurio.registry.avro-datum-provider", "dev.ghlsync.schemas.serde.PlainDatumProvider");
        config.put("apicurio.registry.use-specific-avro-reader", "true");
        config.put("apicurio.registry.http.adapter", "JDK");
        config.put("schema.registry.url", settings.registryUrl() + "/apis/ccompat/v7");
        config.put("auto.register.schemas", "false");
        config.put("specific.avro.reader", "true");
        config.put("avro.remove.java.properties", "true");
        config.putAll(settings.registryProperties());
        return config;
    }

    private static void requireValue(Topic<?> topic) {
        if (topic.value().isEmpty()) {
            throw new IllegalArgumentException("Topic " + topic.name()
                    + " carries the original bytes of other topics and has no serde of its own; read it as bytes.");
        }
    }

    private static Object instantiate(String className, String variable) {
        try {
            return Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Class " + className + " cannot be created; put it on the class path or correct " + variable + ".",
                    e);
        }
    }
}
