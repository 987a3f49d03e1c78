package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The event sink as a process of an installation, beside nothing but broker and registry. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EventSinkMemberTest {
    @TempDir
    private Path folder;

    @Test
    void eventsOfTheInstallationArriveAtPostHog() throws Exception {
        // Given
        var bodies = new ConcurrentLinkedQueue<String>();
        var postHog = postHog(bodies);
        var options = StackOptions.of(folder, StackPorts.free())
                .withEventSink()
                .without(Member.SANDBOX, Member.GATEWAY, Member.STREAMS, Member.PUSHER)
                .with(Member.SINK, "POSTHOG_PROJECT_KEY", "phc_test")
                .with(
                        Member.SINK,
                        "POSTHOG_HOST",
                        "http://127.0.0.1:" + postHog.getAddress().getPort());
        try (var stack = LocalStack.start(options, StackListener.SILENT)) {
            // When
            write(KafkaSettings.of(
                    stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY)));

            // Then
            await().atMost(ARRIVAL)
                    .untilAsserted(() -> assertThat(bodies)
                            .anySatisfy(body -> assertThat(body).contains("phc_test", "contact_created")));
            var metrics = new JsonApi("event sink", stack.addresses().http(Member.SINK)).text("/prometheus");
            assertThat(metrics).contains("ghlsync_sink_events_total{outcome=\"accepted\"}");
        } finally {
            postHog.stop(0);
        }
    }

    private static HttpServer postHog(Queue<String> bodies) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/batch/", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private static void write(KafkaSettings kafka) throws Exception {
        var values = new AvroSerdes(kafka).serializer(Topics.SYNC_EVENTS);
        var event = SyncEvent.newBuilder()
                .setEventId("event-1")
                .setType("contact_created")
                .setLocationId("loc1")
                .setContactId("contact-1")
                .setSide(Side.GHL)
                .setOccurredAt(Instant.EPOCH)
                .build();
        try (var producer = new KafkaProducer<>(kafka.clientConfig(), new StringSerializer(), values)) {
            producer.send(new ProducerRecord<>(Topics.SYNC_EVENTS.name(), "contact-1", event))
                    .get();
        }
    }
}
