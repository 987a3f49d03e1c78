package dev.ghlsync.bench.topology;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.config.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The least that a webhook topology can do, as a process of its own: decode, look the object's id and time up in one store, store and pass on what
 * is new. Same serde, guarantee, commit interval and kind of store as the sync; what the sync does beyond it is the price of its rules.
 */
public final class BareDedupe {
    static final String APPLICATION_ID = "bench-dedupe";
    static final String OUTPUT = "bench.deduplicated";

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final String SEEN = "seen-by-id-and-time";

    private BareDedupe() {}

    /** Arguments: bootstrap servers, address of the registry, state folder. Runs until it is ended. */
    public static void main(String[] args) throws InterruptedException {
        var kafka = KafkaSettings.of(args[0], args[1]);
        var settings = new StreamsSettings(APPLICATION_ID, Path.of(args[2]), 1, COMMIT_INTERVAL, 0, -1);
        var streams = new KafkaStreams(
                topology(new AvroSerdes(kafka)), settings.properties(kafka, new HostInfo("127.0.0.1", 1)));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(streams::close));
        streams.start();
        new CountDownLatch(1).await();
    }

    private static Topology topology(AvroSerdes serdes) {
        var builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SEEN), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled());
        builder.stream(
                        Topics.GHL_WEBHOOKS.name(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read"))
                .process(() -> new PassNew(serdes.deserializer(Topics.GHL_WEBHOOKS)), Named.as("pass-new"), SEEN)
                .to(OUTPUT, Produced.with(Serdes.String(), Serdes.ByteArray()).withName("write"));
        return builder.build();
    }

    private static final class PassNew implements Processor<String, byte[], String, byte[]> {
        private final Deserializer<GhlWebhook> deserializer;
        private @Nullable ProcessorContext<String, byte[]> context;
        private @Nullable KeyValueStore<String, byte[]> seen;

        PassNew(Deserializer<GhlWebhook> deserializer) {
            this.deserializer = deserializer;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> given) {
            context = given;
            seen = given.getStateStore(SEEN);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            var webhook = deserializer.deserialize(Topics.GHL_WEBHOOKS.name(), record.value());
            String key = webhook.getObjectId() + "|" + webhook.getTimestamp();
            var store = Objects.requireNonNull(seen);
            if (store.get(key) == null) {
                store.put(key, record.value());
                Objects.requireNonNull(context).forward(record);
            }
        }
    }
}
