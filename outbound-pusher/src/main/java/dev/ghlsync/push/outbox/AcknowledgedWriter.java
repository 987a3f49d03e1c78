package dev.ghlsync.push.outbox;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one record and waits for the brokers' acknowledgement, however long they are away. Safe for concurrent use; run it on virtual threads.
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
     * @throws KafkaException if the brokers refuse the record for good, or the thread is interrupted
     */
    public void write(
            Topic<?> topic, String place, byte @Nullable [] key, byte @Nullable [] value, RecordHeaderWriter headers) {
        while (!acknowledged(topic.name(), place, key, value, headers.done())) {
            LOG.atWarn().addKeyValue("topic", topic.name()).log("Brokers do not acknowledge; writing again");
        }
    }

    private boolean acknowledged(
            String topic, String place, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        try {
            // Both kinds of topics take Kafka's default partitioner, one on the location and one on the key.
            int partition = LocationPartitions.partitionOf(
                    place, producer.partitionsFor(topic).size());
            producer.send(new ProducerRecord<>(topic, partition, null, key, value, headers))
                    .get();
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return false;
            }
            throw new KafkaException("Topic " + topic + " does not take a record; see the cause.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
