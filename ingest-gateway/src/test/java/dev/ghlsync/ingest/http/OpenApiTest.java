package dev.ghlsync.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.domain.ContactTextField;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The checked-in OpenAPI file says what the server does. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Map<String, Object> DOCUMENT = read();
    private static final TestGateway gateway = new TestGateway();

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void documentsExactlyTheRoutesOfTheServer() {
        // Given
        Set<String> health = Set.of("get /health/liveness", "get /health/readiness");

        // When
        Set<String> routes = gateway.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " " + route.getUriMatchTemplate())
                .filter(route -> !route.contains(" /health"))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        routes.addAll(health);
        assertThat(documentedRoutes()).isEqualTo(routes);
    }

    @Test
    void documentsExactlyTheStatusesOfAWebhook() {
        // Given
        Set<String> possible = Arrays.stream(WebhookOutcome.values())
                .map(outcome -> Integer.toString(outcome.status()))
                .collect(Collectors.toSet());

        // When
        Set<String> documented = statuses("/ghl-webhook", "post");

        // Then
        assertThat(documented).isEqualTo(possible);
    }

    @ParameterizedTest
    @CsvSource({
        "/locations/{locationId}/connection, get, 200 401 403 404 503",
        "/locations/{locationId}/connection, post, 200 400 401 403 422 503",
        "/locations/{locationId}/connection, put, 200 400 401 403 404 422 503",
        "/locations/{locationId}/connection, delete, 200 401 403 404 503",
        "/locations/{locationId}/audits, post, 202 400 401 403 404",
        "/locations/{locationId}/audits/{auditId}, get, 200 401 403 404",
        "/oauth/start, get, 302 401 403 404",
        "/oauth/callback, get, 200 400 404 503",
        "/connections/reencrypt, post, 200 202 401 403 503",
        "/locations/{locationId}/contacts, post, 202 400 401 403 404 503",
        "/locations/{locationId}/contacts/{contactId}, patch, 202 400 401 403 404 503",
        "/locations/{locationId}/contacts/{contactId}, delete, 202 400 401 403 404 503",
        "/locations/{locationId}/contacts/{contactId}/restore, post, 202 400 401 403 404 503",
        "/locations/{locationId}/contacts/{contactId}/merge, post, 202 400 401 403 404 503",
        "/locations/{locationId}/contacts/{contactId}/split, post, 202 400 401 403 404 503",
        "/locations/{locationId}/held-changes/{producer}/release, post, 202 400 401 403 404 503",
        "/locations/{locationId}/held-changes/{producer}/discard, post, 202 400 401 403 404 503",
        "/locations/{locationId}/changes/{changeId}, get, 200 401 403 404 503",
        "/prometheus, get, 200 401 403",
        "/health/readiness, get, 200 503",
    })
    void documentsTheStatusesOfTheOtherRoutes(String path, String method, String expected) {
        // Given
        Set<String> wanted = Set.of(expected.split(" "));

        // When
        Set<String> documented = statuses(path, method);

        // Then
        assertThat(documented).isEqualTo(wanted);
    }

    @Test
    void documentsExactlyTheFieldsOfAContact() {
        // Given
        Set<String> known = Stream.concat(
                        Arrays.stream(ContactTextField.values()).map(ContactTextField::wire),
                        Stream.of("customFields", "externalIds", "baseVersion", "changedAt", "producer"))
                .collect(Collectors.toSet());

        // When
        Map<String, Object> documented =
                at(at(at(at(DOCUMENT, "components"), "schemas"), "ContactFields"), "properties");

        // Then
        assertThat(documented.keySet()).isEqualTo(known);
    }

    private static Set<String> documentedRoutes() {
        var routes = new TreeSet<String>();
        at(DOCUMENT, "paths").forEach((path, item) -> {
            for (String key : asMap(item).keySet()) {
                if (METHODS.contains(key)) {
                    routes.add(key + " " + path);
                }
            }
        });
        return routes;
    }

    private static Set<String> statuses(String path, String method) {
        return at(at(at(at(DOCUMENT, "paths"), path), method), "responses").keySet();
    }

    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return asMap(map.get(key));
    }

    @SuppressWarnings("unchecked") // A YAML mapping with text keys.
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> read() {
        try (var text = Files.newBufferedReader(Path.of("../docs/openapi/gateway.yaml"))) {
            return asMap(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
