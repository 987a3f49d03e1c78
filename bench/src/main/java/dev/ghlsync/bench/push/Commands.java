package dev.ghlsync.bench.push;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushField;
import dev.ghlsync.avro.PushKind;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Writes commands as sync-streams does. Not thread-safe. */
final class Commands implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<PushCommand> serializer;
    private final int partitions;

    Commands(KafkaSettings kafka) {
        this.serializer = new AvroSerdes(kafka).serializer(Topics.PUSH_COMMANDS);
        this.producer = new KafkaProducer<>(kafka.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer());
        this.partitions = producer.partitionsFor(Topics.PUSH_COMMANDS.name()).size();
    }

    /** Gives the city to everybody of the location. */
    void city(PushPlace.Location location, String city) {
        location.people().forEach(person -> write(location, person, city));
        producer.flush();
    }

    /** Gives the city to one person. */
    void city(PushPlace.Location location, PushPlace.Person person, String city) {
        write(location, person, city);
        producer.flush();
    }

    private void write(PushPlace.Location location, PushPlace.Person person, String city) {
        Instant now = Instant.now();
        PushCommand command = PushCommand.newBuilder()
                .setLocationId(location.id())
                .setContactId(person.id())
                .setGhlContactId(person.id())
                .setVersion(now.toEpochMilli())
                .setKind(PushKind.UPDATE)
                .setFields(List.of(PushField.newBuilder()
                        .setField("city")
                        .setWanted(city)
                        .setBase(person.city())
                        .setBaseKnown(true)
                        .build()))
                .setPlannedAt(now)
                .build();
        var _ = producer.send(new ProducerRecord<>(
                Topics.PUSH_COMMANDS.name(),
                LocationPartitions.partitionOf(location.id(), partitions),
                person.id().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(Topics.PUSH_COMMANDS.name(), command)));
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
