package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.local.cluster.TestCluster;
import dev.ghlsync.local.process.LoopbackPorts;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.config.QueryConfig;
import dev.ghlsync.sync.config.StreamsSettings;
import dev.ghlsync.sync.config.SyncConfig;
import dev.ghlsync.sync.domain.guard.MassChange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances over one broker with three partitions: what the test driver, which has one, cannot show. */
class TwoInstancesTest {
    private static final List<String> LOCATIONS =
            IntStream.range(0, 9).mapToObj(i -> "loc" + i).toList();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @Test
    void anyInstanceAnswersForAnyLocationAndTheLastOneForAll() throws Exception {
        // Given
        try (var cluster = TestCluster.start(folder.resolve("broker"));
                var threads = Executors.newCachedThreadPool()) {
            var first = Instance.start(cluster, folder.resolve("first"), threads);
            var second = Instance.start(cluster, folder.resolve("second"), threads);
            send(cluster);
            for (var location : LOCATIONS) {
                await().atMost(PATIENCE).until(answers(first, location));
                await().atMost(PATIENCE).until(answers(second, location));
            }
            long held = LOCATIONS.stream().filter(l -> isHeld(first, l)).count();

            // When
            second.stop();

            // Then
            assertThat(second.ended().get()).isZero();
            assertThat(held).as("locations on the first of two instances").isBetween(1L, LOCATIONS.size() - 1L);
            for (var location : LOCATIONS) {
                await().atMost(PATIENCE).until(answers(first, location));
            }
            first.stop();
            assertThat(first.ended().get()).isZero();
        }
    }

    private record Instance(int port, CountDownLatch stopping, Future<Integer> ended) {
        static Instance start(TestCluster cluster, Path state, ExecutorService threads) {
            int port = LoopbackPorts.free();
            var streams = new StreamsSettings("two-instances", state, 1, Duration.ofMillis(100), 0, -1);
            var config = new SyncConfig(
                    cluster.settings(), streams, new QueryConfig("127.0.0.1", port, null, null), MassChange.DEFAULT);
            var stopping = new CountDownLatch(1);
            var application = new SyncApplication(config, stopping);
            return new Instance(port, stopping, threads.submit(application::run));
        }

        void stop() {
            stopping.countDown();
        }
    }

    /** Whether a request that may not be forwarded is answered. */
    private boolean isHeld(Instance instance, String location) {
        try {
            var request = HttpRequest.newBuilder(uri(instance, location, "")).header("ghl-sync-forwarded", "1");
            return http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Callable<Boolean> answers(Instance instance, String location) {
        return () -> {
            try {
                var request = HttpRequest.newBuilder(
                                uri(instance, location, "/contacts?email=ada@" + location + ".example"))
                        .build();
                var answer = http.send(request, BodyHandlers.ofString());
                return answer.statusCode() == 200
                        && json.readTree(answer.body()).path("contacts").size() == 1;
            } catch (IOException e) {
                return false; // The server is not up yet.
            }
        };
    }

    private static URI uri(Instance instance, String location, String rest) {
        return URI.create("http://127.0.0.1:" + instance.port() + "/locations/" + location + rest);
    }

    private static void send(TestCluster cluster) {
        var serdes = new AvroSerdes(cluster.settings());
        var connections = serdes.serializer(Topics.GHL_CONNECTIONS);
        var changes = serdes.serializer(Topics.CRM_CHANGES);
        try (var producer = new KafkaProducer<>(
                cluster.settings().clientConfig(), new StringSerializer(), new ByteArraySerializer())) {
            for (var location : LOCATIONS) {
                int partition = LocationPartitions.partitionOf(location, TestCluster.PARTITIONS);
                var connection = connections.serialize(Topics.GHL_CONNECTIONS.name(), connection(location));
                producer.send(new ProducerRecord<>(Topics.GHL_CONNECTIONS.name(), partition, location, connection))
                        .get();
                // Any key and partition: the topology finds the location.
                var change = changes.serialize(Topics.CRM_CHANGES.name(), change(location));
                producer.send(new ProducerRecord<>(Topics.CRM_CHANGES.name(), "key-" + location, change))
                        .get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connection(String location) {
        return Connection.newBuilder()
                .setLocationId(location)
                .setStatus(ConnectionStatus.CONNECTED)
                .setEpoch(1)
                .setAuth(AuthKind.PRIVATE_INTEGRATION_TOKEN)
                .setSettings(LocationSettings.newBuilder().setCountry("US").build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static CrmChange change(String location) {
        return CrmChange.newBuilder()
                .setChangeId("change-" + location)
                .setProducer("booking")
                .setLocationId(location)
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setCreate(true).build())
                .setSet(ContactFields.newBuilder()
                        .setEmail("ada@" + location + ".example")
                        .build())
                .build();
    }
}
