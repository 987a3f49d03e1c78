package dev.ghlsync.push.outbox;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and waits for the brokers' acknowledgement, however long they are away. Safe for concurrent use; run it on virtual threads.
 */
public final class AcknowledgedWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedWriter.class);

    private final Producer<byte[], byte[]> producer;

    /** @param producer idempotent, acks=all; its delivery timeout is how often a lasting outage is logged */
    public AcknowledgedWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * @param place location id for topics partitioned by location, else the text of the key
     * @return where it lies
     * @throws KafkaException if the brokers refuse the record for good, or the thread is interrupted
     */
    public RecordMetadata write(
            Topic<?> topic, String place, byte @Nullable [] key, byte @Nullable [] value, RecordHeaderWriter headers) {
        return begin(topic, place, key, value, headers).acknowledged();
    }

    /** The same without the wait, for records that are on their way together: each is written for sure only when its wait is over. */
    Begun begin(
            Topic<?> topic, String place, byte @Nullable [] key, byte @Nullable [] value, RecordHeaderWriter headers) {
        return new Begun(topic.name(), count -> LocationPartitions.partitionOf(place, count), key, value, headers);
    }

    /**
     * A record of a topic that is keyed and partitioned by location.
     *
     * @param serializer may be used by other threads in the same way
     */
    public <V extends SpecificRecord> void writeByLocation(
            Topic<V> topic, Serializer<V> serializer, String locationId, V record, String correlationId) {
        byte[] value;
        synchronized (serializer) { // Avro's encoders keep a buffer.
            value = serializer.serialize(topic.name(), record);
        }
        write(
                topic,
                locationId,
                locationId.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaderWriter()
                        .put(Headers.LOCATION_ID, locationId)
                        .put(Headers.CORRELATION_ID, correlationId));
    }

    /** The same to a partition of the caller's choice. */
    public RecordMetadata writeTo(
            Topic<?> topic, int partition, byte @Nullable [] key, byte @Nullable [] value, RecordHeaderWriter headers) {
        return new Begun(topic.name(), count -> partition % count, key, value, headers).acknowledged();
    }

    /** A record that was handed to the producer. Used by one thread. */
    final class Begun {
        private final String topic;
        private final IntUnaryOperator place;
        private final byte @Nullable [] key;
        private final byte @Nullable [] value;
        private final Iterable<Header> headers;
        private @Nullable Future<RecordMetadata> sent;

        private Begun(
                String topic,
                IntUnaryOperator place,
                byte @Nullable [] key,
                byte @Nullable [] value,
                RecordHeaderWriter headers) {
            this.topic = topic;
            this.place = place;
            this.key = key;
            this.value = value;
            this.headers = headers.done();
            this.sent = send();
        }

        /**
         * Waits, and writes again what the brokers do not acknowledge in time.
         *
         * @return where it lies
         * @throws KafkaException if the brokers refuse the record for good, or the thread is interrupted
         */
        RecordMetadata acknowledged() {
            RecordMetadata at = answer();
            while (at == null) {
                LOG.atWarn().addKeyValue("topic", topic).log("Brokers do not acknowledge; writing again");
                sent = send();
                at = answer();
            }
            return at;
        }

        /** Null if the brokers do not even say which partitions there are. */
        private @Nullable Future<RecordMetadata> send() {
            try {
                // Both kinds of topics take Kafka's default partitioner, one on the location and one on the key.
                int partition = place.applyAsInt(producer.partitionsFor(topic).size());
                return producer.send(new ProducerRecord<>(topic, partition, null, key, value, headers));
            } catch (TimeoutException e) {
                return null;
            }
        }

        /** Null if it is to be written again. */
        private @Nullable RecordMetadata answer() {
            try {
                return sent == null ? null : sent.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RetriableException) {
                    return null;
                }
                throw new KafkaException("Topic " + topic + " does not take a record; see the cause.", e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
