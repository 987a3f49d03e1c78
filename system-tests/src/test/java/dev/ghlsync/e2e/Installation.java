package dev.ghlsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One running ghl-sync with the sandbox in GoHighLevel's place, shared by all tests of this JVM. */
final class Installation implements AutoCloseable {
    /** Longest a change may take to its last hop before a test fails; a busy machine needs seconds. */
    static final Duration ARRIVAL = Duration.ofSeconds(60);

    /** Requests per 10 s, where a test is not about the limit. */
    static final int BURST_LIFTED = 5_000;

    private final LocalStack stack;
    private final @Nullable ContainerBroker container;
    private final KafkaSettings kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    private Installation(LocalStack stack, @Nullable ContainerBroker container) {
        this.stack = stack;
        this.container = container;
        this.kafka = KafkaSettings.of(
                stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY));
        var config = kafka.clientConfig();
        config.put("acks", "all");
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Installation start() {
        return start(Map.of());
    }

    /** @param gateway environment of the gateway beside the usual one */
    static Installation start(Map<String, String> gateway) {
        Path data = folder();
        // A killed pusher is missed after the session timeout, which the broker wants to be 6 s or more.
        var options = StackOptions.of(data, StackPorts.free())
                .with(Member.PUSHER, "PUSH_SESSION_TIMEOUT_MS", "6500")
                .with(Member.PUSHER, "PUSH_REQUEST_TIMEOUT_MS", "3000")
                .with(Member.PUSHER, "PUSH_RETRY_SCALE", "0.01")
                // One producer changes everybody of a location: nobody is there to agree to it.
                .with(Member.STREAMS, "MASS_CHANGE_CONTACTS", "1000000")
                .with(Member.SANDBOX, "SANDBOX_SEED", Long.toString(SignedWebhooks.SEED));
        for (Map.Entry<String, String> each : gateway.entrySet()) {
            options = options.with(Member.GATEWAY, each.getKey(), each.getValue());
        }
        var begun = System.nanoTime();
        var container = inContainer() ? ContainerBroker.start() : null;
        var stack = LocalStack.start(
                container == null ? options : options.withKafka(container.bootstrapServers()), StackListener.SILENT);
        var installation = new Installation(stack, container);
        System.out.printf(
                "installation ready after %.1f s, sandbox seed %d, data and logs in %s%n",
                (System.nanoTime() - begun) / 1e9, SignedWebhooks.SEED, data);
        installation.liftBurstLimit();
        return installation;
    }

    /** Starts the killed sandbox again, and returns when it is ready. */
    void restartSandbox() {
        stack.restart(Member.SANDBOX);
        liftBurstLimit();
    }

    /** A new location's first read is some forty calls, which would take seconds at GoHighLevel's own pace. */
    private void liftBurstLimit() {
        burstLimit(BURST_LIFTED);
    }

    private static boolean inContainer() {
        String kind = System.getProperty("broker", "embedded");
        return switch (kind) {
            case "embedded" -> false;
            case "testcontainers" -> true;
            default ->
                throw new IllegalArgumentException(
                        "System property broker is '" + kind + "'; set it to embedded or testcontainers.");
        };
    }

    private static Path folder() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(target, "e2e-");
        } catch (IOException e) {
            throw new IllegalStateException("No data folder could be made in target.", e);
        }
    }

    LocalStack stack() {
        return stack;
    }

    /** Ends the broker at once, as {@code kill -9} does. */
    void killBroker() {
        if (container == null) {
            stack.kill(Member.BROKER);
        } else {
            container.kill();
        }
    }

    /** Starts the killed broker again, and returns when it is ready. */
    void restartBroker() {
        if (container == null) {
            stack.restart(Member.BROKER);
        } else {
            container.restart();
        }
    }

    /**
     * Memory of a member's process, from the kernel; 0 where it is not Linux.
     *
     * @param which {@code VmRSS} is what it holds now, {@code VmHWM} the most it ever held
     */
    long residentKib(Member member, String which) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/" + stack.process(member).pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(which + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many requests per 10 s the sandbox allows for a location. */
    void burstLimit(int requests) {
        var settings =
                JsonApi.MAPPER.createObjectNode().put("burstLimit", requests).put("dailyLimit", 5_000_000);
        sandbox().send("PUT", "/_sandbox/settings", settings).require("its settings");
    }

    KafkaSettings kafka() {
        return kafka;
    }

    JsonApi sandbox() {
        return new JsonApi("sandbox", stack.addresses().http(Member.SANDBOX));
    }

    JsonApi gateway() {
        return new JsonApi("ingest gateway", stack.addresses().http(Member.GATEWAY));
    }

    JsonApi query() {
        return new JsonApi("query API", stack.addresses().http(Member.STREAMS));
    }

    JsonApi pusher() {
        return new JsonApi("outbound pusher", stack.addresses().http(Member.PUSHER));
    }

    /** Schema registry, as a Confluent client sees it. */
    JsonApi registry() {
        return new JsonApi("schema registry", stack.addresses().http(Member.REGISTRY));
    }

    /** Writes bytes to a topic as any producer could, on the partition of its choice; null leaves that to the default partitioner. */
    RecordMetadata produce(Topic<?> topic, @Nullable Integer partition, byte @Nullable [] key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic.name(), partition, key, value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A record for " + topic.name() + " was not stored.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing to " + topic.name() + ".", e);
        }
    }

    /** The number of partitions of a topic. */
    int partitions(Topic<?> topic) {
        return producer.partitionsFor(topic.name()).size();
    }

    /** From now on calls that fit the rule fail as it says, until {@link #clearFaults}. */
    void fault(Map<String, ?> rule) {
        JsonNode json = JsonApi.MAPPER.valueToTree(rule);
        sandbox().send("POST", "/_sandbox/faults", json).require("a fault");
    }

    void clearFaults() {
        sandbox().delete("/_sandbox/faults").require("the removal of faults");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        stack.close();
        if (container != null) {
            container.close();
        }
    }
}
