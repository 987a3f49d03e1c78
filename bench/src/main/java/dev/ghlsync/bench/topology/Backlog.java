package dev.ghlsync.bench.topology;

import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.bench.webhooks.WebhookBodies;
import dev.ghlsync.bench.webhooks.WebhookRecords;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the topology is to work off while it does not run. */
final class Backlog {
    private final KafkaSettings kafka;
    private final AvroSerdes serdes;

    Backlog(KafkaSettings kafka) {
        this.kafka = kafka;
        this.serdes = new AvroSerdes(kafka);
    }

    /** Connects the locations, without a token: nothing is read from or pushed to GoHighLevel here. */
    void connect(List<String> locations) {
        try (var producer = producer(Topics.GHL_CONNECTIONS)) {
            for (String location : locations) {
                send(producer, Topics.GHL_CONNECTIONS, location, connected(location));
            }
        }
    }

    /**
     * Writes so many rounds of webhooks, a round saying something of every contact before the next round begins; contacts go to
     * the locations in turn. A round is an hour of GoHighLevel's time: closer contradictions would ask for reads.
     *
     * @return number of records written
     */
    long write(List<String> locations, int contacts, int rounds) {
        Instant begun = Instant.now().minus(Duration.ofHours(rounds));
        try (var producer = producer(Topics.GHL_WEBHOOKS)) {
            for (int round = 0; round < rounds; round++) {
                for (int contact = 0; contact < contacts; contact++) {
                    String location = locations.get(contact % locations.size());
                    byte[] body = WebhookBodies.of(location, contact, round, begun.plus(Duration.ofHours(round)))
                            .getBytes(StandardCharsets.UTF_8);
                    send(producer, Topics.GHL_WEBHOOKS, location, WebhookRecords.of(body));
                }
            }
        }
        return (long) contacts * rounds;
    }

    private <V extends SpecificRecord> KafkaProducer<String, V> producer(Topic<V> topic) {
        var config = kafka.clientConfig();
        config.put("acks", "all");
        config.put("linger.ms", 20);
        return new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(topic));
    }

    private static <V> void send(KafkaProducer<String, V> producer, Topic<?> topic, String location, V value) {
        var _ = producer.send(new ProducerRecord<>(topic.name(), location, value), (metadata, error) -> {
            if (error != null) {
                throw new IllegalStateException("A record of the backlog was not written.", error);
            }
        });
    }

    private static Connection connected(String location) {
        return Connection.newBuilder()
                .setLocationId(location)
                .setStatus(ConnectionStatus.CONNECTED)
                .setEpoch(1)
                .setAuth(AuthKind.PRIVATE_INTEGRATION_TOKEN)
                .setSettings(LocationSettings.newBuilder().setCountry("US").build())
                .setUpdatedAt(Instant.now())
                .build();
    }
}
