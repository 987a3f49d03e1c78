package dev.ghlsync.sync.ops;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, visibly, for what the topology cannot start without: broker, registry, topics. */
public final class Prerequisites {
    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final CountDownLatch stopping;

    /** @param stopping ends the waiting when it reaches zero */
    public Prerequisites(KafkaSettings kafka, CountDownLatch stopping) {
        this.kafka = kafka;
        this.stopping = stopping;
    }

    /**
     * Returns the partition count of the topics partitioned by location as soon as everything is there; empty when the process is
     * stopped before.
     *
     * @throws IllegalStateException with one sentence when the topics can never work
     */
    public OptionalInt await() throws InterruptedException {
        var config = kafka.clientConfig();
        config.put("request.timeout.ms", (int) ANSWER_BOUND.toMillis());
        config.put("default.api.timeout.ms", (int) ANSWER_BOUND.toMillis());
        // The client's own complaints about an absent broker would bury ours.
        config.put("reconnect.backoff.max.ms", (int) EVERY.toMillis());
        try (var admin = Admin.create(config);
                var http = HttpClient.newBuilder().connectTimeout(ANSWER_BOUND).build()) {
            do {
                var check = check(admin, http);
                if (check.partitions().isPresent()) {
                    return check.partitions();
                }
                LOG.info("Waiting: {}", check.missing());
            } while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        }
        return OptionalInt.empty();
    }

    private record Check(OptionalInt partitions, String missing) {
        static Check missing(String sentence) {
            return new Check(OptionalInt.empty(), sentence);
        }
    }

    private Check check(Admin admin, HttpClient http) throws InterruptedException {
        try {
            admin.describeCluster().nodes().get(ANSWER_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Check.missing("no broker answers at " + kafka.bootstrapServers()
                    + "; start it or correct KAFKA_BOOTSTRAP_SERVERS.");
        }
        var registry = registryComplaint(http);
        return registry.isPresent() ? Check.missing(registry.get()) : topics(admin);
    }

    /** Only the default serializer is known to need an answer; another one reports for itself. */
    private Optional<String> registryComplaint(HttpClient http) throws InterruptedException {
        if (!kafka.serializerClass().equals(KafkaSettings.APICURIO_SERIALIZER)) {
            return Optional.empty();
        }
        var subjects = URI.create(kafka.registryUrl() + "/apis/ccompat/v7/subjects");
        var request = HttpRequest.newBuilder(subjects).timeout(ANSWER_BOUND).build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            // 401 and 403 are answers: the credentials are the serializer's.
            return status < 500 && status != 404
                    ? Optional.empty()
                    : Optional.of("the schema registry at " + kafka.registryUrl() + " answers " + status
                            + "; see its log or correct SCHEMA_REGISTRY_URL.");
        } catch (IOException e) {
            return Optional.of("no schema registry answers at " + kafka.registryUrl()
                    + "; start it or correct SCHEMA_REGISTRY_URL.");
        }
    }

    private static Check topics(Admin admin) throws InterruptedException {
        var names = TopicCheck.USED.stream().map(Topic::name).toList();
        var partitions = new HashMap<String, Integer>();
        for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                var topic = described.getValue().get(ANSWER_BOUND.toMillis(), TimeUnit.MILLISECONDS);
                partitions.put(topic.name(), topic.partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    return Check.missing("topic " + described.getKey() + " cannot be read ("
                            + Failures.describe(e.getCause() == null ? e : e.getCause())
                            + "); check the rights of this client.");
                }
            } catch (TimeoutException e) {
                return Check.missing("the broker does not describe topic " + described.getKey() + " in time.");
            }
        }
        return switch (TopicCheck.of(partitions)) {
            case TopicCheck.Ready ready -> new Check(OptionalInt.of(ready.locationPartitions()), "");
            case TopicCheck.Missing missing ->
                Check.missing("topics " + missing.topics() + " do not exist; run `ghl-sync topics apply`.");
            case TopicCheck.Unequal unequal -> throw new IllegalStateException(unequal.sentence());
        };
    }
}
