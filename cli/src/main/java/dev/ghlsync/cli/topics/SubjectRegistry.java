package dev.ghlsync.cli.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.topics.domain.SchemaSpec;
import dev.ghlsync.cli.topics.domain.SubjectState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subjects of a schema registry that speaks Confluent's REST API, version 7. */
final class SubjectRegistry implements AutoCloseable {
    static final String FULL_TRANSITIVE = "FULL_TRANSITIVE";
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    private SubjectRegistry(String url) {
        this.url = url;
    }

    static SubjectRegistry connect(String url) {
        return new SubjectRegistry(url);
    }

    /** Those of the subjects that exist, by name. */
    Map<String, SubjectState> states(List<SchemaSpec> wanted) {
        var states = new HashMap<String, SubjectState>();
        for (var spec : wanted) {
            get("/subjects/" + spec.subject() + "/versions")
                    .ifPresent(versions -> states.put(spec.subject(), state(spec, versions)));
        }
        return states;
    }

    /** Adds the schema as a version; the registry refuses it when it is not compatible by the subject's own rule. */
    void register(SchemaSpec spec) {
        require("POST", "/subjects/" + spec.subject() + "/versions", body("schema", spec.schema()));
    }

    /** Makes the registry check new versions of the subject against all old ones, both ways. */
    void guard(String subject) {
        require("PUT", "/config/" + subject, body("compatibility", FULL_TRANSITIVE));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private SubjectState state(SchemaSpec spec, JsonNode versions) {
        var subject = "/subjects/" + spec.subject();
        if (send("POST", subject, body("schema", spec.schema())).isPresent()) {
            return new SubjectState(true, isGuarded(spec.subject()), List.of());
        }
        var conflicts = new ArrayList<String>();
        for (var version : versions) {
            get(subject + "/versions/" + version.intValue())
                    .flatMap(
                            found -> SchemaConflicts.between(found.get("schema").textValue(), spec.schema()))
                    .ifPresent(conflict -> conflicts.add("version " + version.intValue() + " (" + conflict + ")"));
        }
        return new SubjectState(false, isGuarded(spec.subject()), conflicts);
    }

    private boolean isGuarded(String subject) {
        return get("/config/" + subject)
                .map(config -> config.path("compatibilityLevel").asText())
                .filter(FULL_TRANSITIVE::equals)
                .isPresent();
    }

    private Optional<JsonNode> get(String path) {
        return send("GET", path, null);
    }

    private void require(String method, String path, String body) {
        if (send(method, path, body).isEmpty()) {
            throw refused(path, "404");
        }
    }

    /** The answer, or empty when the registry says 404. */
    private Optional<JsonNode> send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/apis/ccompat/v7" + path))
                .timeout(TIMEOUT)
                .header("Accept", TYPE)
                .header("Content-Type", TYPE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> Optional.of(JSON.readTree(response.body()));
                case 404 -> Optional.empty();
                default -> throw refused(path, response.statusCode() + " " + response.body());
            };
        } catch (JsonProcessingException e) {
            throw refused(path, "an answer that is no JSON");
        } catch (IOException e) {
            throw CommandFailure.unavailable("The schema registry at " + url
                    + " does not answer; start it, or set SCHEMA_REGISTRY_URL to where it listens.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unavailable(
                    "Interrupted while talking to the schema registry; run 'ghl-sync topics apply' again.");
        }
    }

    private CommandFailure refused(String what, String answer) {
        return CommandFailure.unavailable("The schema registry at " + url + " refused " + what + ": " + answer + ".");
    }

    private static String body(String name, String value) {
        return JSON.createObjectNode().put(name, value).toString();
    }
}
