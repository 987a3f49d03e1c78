package dev.ghlsync.ingest.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether the broker answers, and until then whether its topics and their schemas are there. While something is missing it
 * logs one line every few seconds that names it. Runs on a thread of its own.
 */
public final class DependencyProbe implements Runnable, Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(DependencyProbe.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int LOG_EVERY = 3;
    private static final List<String> REGISTRY_CLIENTS = List.of("io.apicurio.", "io.confluent.");

    private final KafkaSettings settings;
    private final List<Topic<?>> topics;
    private final BooleanSupplier viewsLoaded;
    private final Stop stop;
    private volatile String missing = "The broker was not asked yet.";
    private boolean schemasSeen;

    /**
     * @param topics must exist, and their schemas be registered
     * @param viewsLoaded whether what the process keeps of the topics has been read
     */
    public DependencyProbe(KafkaSettings settings, List<Topic<?>> topics, BooleanSupplier viewsLoaded, Stop stop) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.viewsLoaded = viewsLoaded;
        this.stop = stop;
    }

    @Override
    public State now() {
        String reason = missing;
        if (!reason.isEmpty()) {
            return new State(false, reason);
        }
        return viewsLoaded.getAsBoolean()
                ? new State(true, "The broker answers.")
                : new State(false, "The connections are still being read from the broker.");
    }

    @Override
    public void run() {
        try (Admin admin = Admin.create(config());
                HttpClient http =
                        HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            int failures = 0;
            while (!stop.requested()) {
                String before = missing;
                missing = look(admin, http);
                if (missing.isEmpty() && !before.isEmpty()) {
                    LOG.atInfo().log("The broker answers; topics and schemas are there.");
                    failures = 0;
                } else if (!missing.isEmpty() && failures++ % LOG_EVERY == 0) {
                    LOG.atWarn().log("Waiting: {}", missing);
                }
                stop.await(EVERY);
            }
        }
    }

    /** What is missing, as one sentence; empty if nothing is. */
    private String look(Admin admin, HttpClient http) {
        try {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            var absent = new HashSet<String>();
            topics.forEach(topic -> absent.add(topic.name()));
            absent.removeAll(existing);
            if (!absent.isEmpty()) {
                return "the broker has no topics " + absent + "; create them with: ghl-sync topics apply.";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the process is stopping.";
        } catch (ExecutionException | TimeoutException e) {
            return "no broker answers at " + settings.bootstrapServers()
                    + "; start it, or correct KAFKA_BOOTSTRAP_SERVERS.";
        }
        return schemasSeen || !usesRegistry() ? "" : lookForSchemas(http);
    }

    /** A serializer of another maker may need no registry. */
    private boolean usesRegistry() {
        return REGISTRY_CLIENTS.stream().anyMatch(settings.serializerClass()::startsWith);
    }

    private String lookForSchemas(HttpClient http) {
        String url = settings.registryUrl();
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/apis/ccompat/v7/subjects"))
                            .timeout(TIMEOUT)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            var absent = new HashSet<String>();
            topics.forEach(topic -> topic.subject().ifPresent(absent::add));
            subjects(response.body()).forEach(subject -> absent.remove(subject.asText()));
            schemasSeen = response.statusCode() == 200 && absent.isEmpty();
            return schemasSeen
                    ? ""
                    : "the schema registry at " + url + " lacks the subjects " + absent
                            + "; register them with: ghl-sync topics apply.";
        } catch (IOException e) {
            return "no schema registry answers at " + url + "; start it, or correct SCHEMA_REGISTRY_URL.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the process is stopping.";
        }
    }

    private static JsonNode subjects(byte[] body) {
        String wrapped = "{\"subjects\":" + new String(body, StandardCharsets.UTF_8) + "}";
        return GhlJson.objectOrEmpty(wrapped.getBytes(StandardCharsets.UTF_8)).path("subjects");
    }

    private Map<String, Object> config() {
        Map<String, Object> config = settings.clientConfig();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "ingest-gateway-probe");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        return config;
    }
}
