package dev.ghlsync.bench.ingest;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.bench.webhooks.WebhookRecords;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** How many webhook records the broker acknowledges in a second, with the gateway's producer settings and without the gateway. */
final class ProduceRate {
    private final KafkaSettings kafka;
    private final SignedWebhooks webhooks;

    ProduceRate(KafkaSettings kafka, SignedWebhooks webhooks) {
        this.kafka = kafka;
        this.webhooks = webhooks;
    }

    /**
     * Acknowledged records per second.
     *
     * @param inFlight records that may wait for their acknowledgement
     */
    double perSecond(int inFlight, Duration during) throws InterruptedException {
        var config = kafka.clientConfig();
        config.put("acks", "all");
        config.put("linger.ms", 2);
        var acknowledged = new AtomicLong();
        var free = new Semaphore(inFlight);
        var records = webhooks.all().stream()
                .map(signed -> WebhookRecords.of(signed.body()))
                .toList();
        try (var producer = new KafkaProducer<String, GhlWebhook>(
                config, new StringSerializer(), new AvroSerdes(kafka).serializer(Topics.GHL_WEBHOOKS))) {
            long begun = System.nanoTime();
            for (int i = 0; System.nanoTime() - begun < during.toNanos(); i++) {
                free.acquire();
                GhlWebhook value = records.get(i % records.size());
                var _ = producer.send(
                        new ProducerRecord<>(Topics.GHL_WEBHOOKS.name(), value.getLocationId(), value),
                        (metadata, error) -> {
                            free.release();
                            if (error == null) {
                                acknowledged.incrementAndGet();
                            }
                        });
            }
            free.acquire(inFlight);
            return acknowledged.get() * 1e9 / (System.nanoTime() - begun);
        }
    }
}
