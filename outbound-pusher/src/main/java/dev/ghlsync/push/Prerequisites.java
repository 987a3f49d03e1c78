package dev.ghlsync.push;

import dev.ghlsync.push.outbox.RetryTopics;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be there before anything is pushed: brokers, topics, registry, schemas. Waits for it, visibly. */
final class Prerequisites {
    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long AGAIN_MILLIS = 1_000;
    private static final int WAITS_PER_LINE = 10;
    private static final Set<String> REGISTRY_SERIALIZERS =
            Set.of(KafkaSettings.APICURIO_SERIALIZER, "io.confluent.kafka.serializers.KafkaAvroSerializer");
    private static final List<Topic<?>> WITH_SCHEMA = List.of(
            Topics.GHL_CONNECTIONS,
            Topics.PUSH_COMMANDS,
            Topics.PUSH_RESULTS,
            Topics.PUSH_REPLANS,
            Topics.GHL_FETCH_REQUESTS,
            Topics.SYNC_EVENTS,
            Topics.CRM_CHANGES,
            Topics.OPS_AUDIT);

    private static final Set<String> BY_KEY = Set.of(
            Topics.PUSH_DLQ.name(),
            Topics.SYNC_DLQ.name(),
            Topics.SYNC_EVENTS.name(),
            Topics.CRM_CHANGES.name(),
            Topics.OPS_AUDIT.name());

    private final KafkaSettings settings;
    private final CountDownLatch stopped;
    private volatile String waitingFor = "start";
    private int waits;

    /** @param stopped ends the waiting when it opens */
    Prerequisites(KafkaSettings settings, CountDownLatch stopped) {
        this.settings = settings;
        this.stopped = stopped;
    }

    /** What is missing, a fixed word; empty when nothing is. */
    String waitingFor() {
        return waitingFor;
    }

    /**
     * False if it was stopped before everything was there.
     *
     * @throws IllegalStateException if the topics do not fit together
     */
    boolean await() throws InterruptedException {
        return topics() && registry();
    }

    private boolean topics() throws InterruptedException {
        Map<String, Object> config = settings.clientConfig();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        try (Admin admin = Admin.create(config)) {
            do {
                try {
                    Map<String, TopicDescription> topics =
                            admin.describeTopics(names()).allTopicNames().get();
                    requireEqualPartitions(topics);
                    return true;
                } catch (ExecutionException e) {
                    boolean missing =
                            e.getCause() instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
                    missing(
                            missing ? "topics" : "kafka",
                            missing
                                    ? "Topics are missing; run ghl-sync topics apply"
                                    : "Kafka does not answer at " + settings.bootstrapServers());
                }
            } while (!stopped.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        }
        return false;
    }

    private boolean registry() throws InterruptedException {
        // Another serializer keeps its schemas elsewhere and is not ours to ask for.
        if (!REGISTRY_SERIALIZERS.contains(settings.serializerClass())) {
            waitingFor = "";
            return true;
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            do {
                try {
                    List<String> unknown = unknownSubjects(http);
                    if (unknown.isEmpty()) {
                        waitingFor = "";
                        return true;
                    }
                    missing("schemas", "Schemas are missing; run ghl-sync topics apply: " + unknown);
                } catch (IOException e) {
                    missing("registry", "Schema registry does not answer at " + settings.registryUrl());
                }
            } while (!stopped.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        }
        return false;
    }

    private List<String> unknownSubjects(HttpClient http) throws IOException, InterruptedException {
        List<String> unknown = new ArrayList<>();
        for (Topic<?> topic : WITH_SCHEMA) {
            String subject = topic.subject().orElseThrow();
            URI uri = URI.create(settings.registryUrl() + "/apis/ccompat/v7/subjects/" + subject + "/versions/latest");
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                unknown.add(subject);
            }
        }
        return unknown;
    }

    private void missing(String what, String sentence) {
        boolean news = !what.equals(waitingFor);
        waits = news ? 0 : waits + 1;
        waitingFor = what;
        if (waits % WAITS_PER_LINE == 0) {
            LOG.atWarn().log(sentence);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(RetryTopics.names());
        WITH_SCHEMA.forEach(topic -> names.add(topic.name()));
        names.add(Topics.PUSH_DLQ.name());
        names.add(Topics.SYNC_DLQ.name());
        return names;
    }

    /** A location lives on the same partition of all its topics: that is what keeps its records in order. */
    private static void requireEqualPartitions(Map<String, TopicDescription> topics) {
        Map<String, Integer> counts = topics.values().stream()
                .filter(topic -> !BY_KEY.contains(topic.name()))
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
        if (counts.values().stream().distinct().count() > 1) {
            throw new IllegalStateException("Topics partitioned by location have unequal partition counts, " + counts
                    + "; create them anew with equal ones (ghl-sync topics apply).");
        }
    }
}
