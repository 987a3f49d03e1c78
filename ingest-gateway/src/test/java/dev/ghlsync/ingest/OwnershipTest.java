package dev.ghlsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.config.GatewayConfig;
import dev.ghlsync.local.cluster.TestCluster;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways on one real broker. */
class OwnershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The requirement: another owner goes on within 15 s. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static SandboxServer sandbox;
    private static final String KEYS = TokenCipher.newKey().reveal();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(folder.resolve("broker"));
        sandbox = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0).withLimits(2_000, 1_000_000)));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        cluster.close();
        HTTP.close();
    }

    @Test
    void anyGatewayConnectsAnyLocationAndOthersGoOnWhenOneEnds() {
        // Given
        List<String> locations =
                IntStream.range(0, 6).mapToObj(i -> "loc-own-" + i).toList();
        Gateway first = gateway("first");
        try (Gateway second = gateway("second")) {
            await("both own some").atMost(PATIENCE).until(() -> {
                long one = owned(first);
                long other = owned(second);
                return one > 0 && other > 0 && one + other == TestCluster.PARTITIONS;
            });

            // When
            for (String location : locations) {
                Gateway asked = location.endsWith("1") || location.endsWith("3") ? first : second;
                assertThat(connect(asked, location, 120).path("status").asText())
                        .isEqualTo("CONNECTED");
            }
            first.close();
            long ended = System.nanoTime();
            await().atMost(TAKE_OVER).until(() -> owned(second) == TestCluster.PARTITIONS);
            System.out.printf(
                    "all partitions with the other gateway after %d ms%n", (System.nanoTime() - ended) / 1_000_000);

            // Then
            for (String location : locations) {
                await(location)
                        .atMost(PATIENCE)
                        .until(() -> shown(second, location)
                                .path("initialSync")
                                .path("status")
                                .asText()
                                .equals("COMPLETED"));
                assertThat(shown(second, location).path("epoch").asInt()).isEqualTo(1);
            }
            Map<String, Set<String>> contacts = contactsByLocation();
            assertThat(contacts).containsOnlyKeys(locations);
            assertThat(contacts.values()).allSatisfy(ids -> assertThat(ids).hasSize(120));
            assertThat(send(
                                    second,
                                    "PUT",
                                    path("loc-own-0"),
                                    GhlJson.emptyObject().put("organizationId", "org-9"))
                            .path("organizationId")
                            .asText())
                    .isEqualTo("org-9");
            assertThat(send(second, "DELETE", path("loc-own-0"), null)
                            .path("status")
                            .asText())
                    .isEqualTo("DISCONNECTED");
        }
    }

    private static Gateway gateway(String name) {
        var settings = cluster.settings();
        Map<String, String> env = new HashMap<>();
        env.put("GATEWAY_PORT", "0");
        env.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        env.put("SCHEMA_REGISTRY_URL", settings.registryUrl());
        env.put("AVRO_SERIALIZER_CLASS", settings.serializerClass());
        env.put("AVRO_DESERIALIZER_CLASS", settings.deserializerClass());
        env.put("GHL_BASE_URL", sandbox.baseUrl().toString());
        env.put("TOKEN_KEYSET", KEYS);
        env.put("TOKEN_JOURNAL_DIR", folder.resolve(name).toString());
        env.put("OWNER_SESSION_TIMEOUT_MS", "6000");
        return Gateway.start(GatewayConfig.fromEnvironment(env));
    }

    /** Partitions that the gateway says it owns. */
    private static int owned(Gateway gateway) {
        String metrics = text(gateway, "GET", "/prometheus", null);
        return metrics.lines()
                .filter(line -> line.startsWith("ghlsync_owned_partitions"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JsonNode connect(Gateway gateway, String location, int contacts) {
        ObjectNode made = GhlJson.emptyObject().put("id", location).put("contacts", contacts);
        String token = GhlJson.objectOrEmpty(answer(URI.create(sandbox.baseUrl() + "/_sandbox/locations"), "POST", made)
                        .body())
                .path("token")
                .asText();
        return send(gateway, "POST", path(location), GhlJson.emptyObject().put("token", token));
    }

    private static JsonNode shown(Gateway gateway, String location) {
        return send(gateway, "GET", path(location), null);
    }

    private static String path(String location) {
        return "/locations/" + location + "/connection";
    }

    private static JsonNode send(Gateway gateway, String method, String path, @Nullable ObjectNode body) {
        return GhlJson.objectOrEmpty(
                answer(address(gateway, path), method, body).body());
    }

    private static String text(Gateway gateway, String method, String path, @Nullable ObjectNode body) {
        return new String(answer(address(gateway, path), method, body).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static URI address(Gateway gateway, String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    private static HttpResponse<byte[]> answer(URI address, String method, @Nullable ObjectNode body) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer.", e);
        }
    }

    /** Contact ids on the snapshots topic that a reader of committed records sees. */
    private static Map<String, Set<String>> contactsByLocation() {
        Map<String, Object> config = cluster.settings().clientConfig();
        config.put("isolation.level", "read_committed");
        Map<String, Set<String>> contacts = new TreeMap<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
                var values = new AvroSerdes(cluster.settings()).deserializer(Topics.GHL_SNAPSHOTS)) {
            List<TopicPartition> partitions = IntStream.range(0, TestCluster.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.GHL_SNAPSHOTS.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    GhlSnapshot snapshot = values.deserialize(record.topic(), record.value());
                    if (snapshot.getObjectType() == ObjectType.CONTACT) {
                        contacts.computeIfAbsent(snapshot.getLocationId(), id -> new TreeSet<>())
                                .add(snapshot.getObjectId());
                    }
                }
            }
        }
        return contacts;
    }
}
