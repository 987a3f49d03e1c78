package dev.ghlsync.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The official OpenAPI files, loaded once per JVM: which properties they name, and what they object to. Thread-safe. */
public final class Specs {
    private static final String BASE = "https://spec.invalid/";
    private static final List<String> FILES = List.of("contacts", "locations", "oauth", "opportunities", "calendars");

    private record Operation(String file, String pointer, JsonNode node) {}

    private static final class Once {
        private static final Specs LOADED = new Specs();
    }

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Specs() {
        Map<String, String> texts = new HashMap<>();
        for (String file : FILES) {
            ObjectNode spec = SpecCorrections.apply(read(file), read("common-schemas"));
            documents.put(file, spec);
            texts.put(BASE + file + ".json", spec.toString());
            spec.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation -> operations.put(
                                    key(operation.getKey(), path.getKey()),
                                    new Operation(
                                            file,
                                            "/paths/" + escape(path.getKey()) + "/" + operation.getKey(),
                                            operation.getValue()))));
        }
        registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30(), builder -> builder.schemas(texts));
    }

    public static Specs load() {
        return Once.LOADED;
    }

    /** The property names of a named schema of a file. */
    public Set<String> properties(String file, String schema) {
        Set<String> names = new HashSet<>();
        schema(file, schema).path("properties").fieldNames().forEachRemaining(names::add);
        return Set.copyOf(names);
    }

    JsonNode schema(String file, String schema) {
        JsonNode found = document(file).path("components").path("schemas").path(schema);
        if (found.path("properties").isEmpty()) {
            throw new IllegalStateException(file + ".json has no schema " + schema + " with properties.");
        }
        return found;
    }

    /** What the file objects to in a request to an operation; an operation that no file knows is itself an objection. */
    public List<String> objectionsToRequest(String method, String pattern, Request request) {
        Operation operation = operations.get(key(method, pattern));
        if (operation == null) {
            return List.of("no official operation " + method + " " + pattern);
        }
        List<String> objections = new ArrayList<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            parameter(parameter, request).ifPresent(objections::add);
        }
        JsonNode content = operation.node().path("requestBody").path("content");
        if (content.has("application/json")) {
            body(operation, request, objections);
        }
        return objections;
    }

    /** What the file objects to in an answer; empty when the file describes no body for the status. */
    public List<String> objectionsToResponse(String method, String pattern, int status, byte[] body) {
        Operation operation = operations.get(key(method, pattern));
        if (operation == null) {
            return List.of("no official operation " + method + " " + pattern);
        }
        JsonNode response = operation.node().path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of("no official answer " + status);
        }
        if (!response.path("content").path("application/json").has("schema")) {
            return List.of();
        }
        return check(operation, "/responses/" + status + "/content/application~1json/schema", body);
    }

    private static Optional<String> parameter(JsonNode parameter, Request request) {
        String name = parameter.path("name").asText();
        String value = switch (parameter.path("in").asText()) {
            case "header" -> request.header(name.toLowerCase(Locale.ROOT));
            case "query" -> request.query().get(name);
            default -> "in the path";
        };
        if (value == null) {
            return parameter.path("required").asBoolean() ? Optional.of(name + " is missing") : Optional.empty();
        }
        JsonNode allowed = parameter.path("schema").path("enum");
        boolean odd = parameter.path("in").asText().equals("header")
                && allowed.isArray()
                && !allowed.valueStream().map(JsonNode::asText).toList().contains(value);
        return odd ? Optional.of(name + " must be one of " + allowed) : Optional.empty();
    }

    private void body(Operation operation, Request request, List<String> objections) {
        JsonNode json = request.json();
        if (json == null) {
            objections.add("the body is missing or no JSON");
            return;
        }
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        JsonNode named = resolve(operation, schema);
        if (named.path("properties").size() > 0) {
            json.fieldNames().forEachRemaining(name -> {
                if (!named.path("properties").has(name)) {
                    objections.add("property " + name + " is unknown");
                }
            });
        }
        objections.addAll(check(operation, "/requestBody/content/application~1json/schema", request.body()));
    }

    private JsonNode resolve(Operation operation, JsonNode schema) {
        String ref = Json.text(schema, "$ref");
        return ref == null ? schema : document(operation.file()).at(ref.substring(1));
    }

    private List<String> check(Operation operation, String within, byte[] body) {
        String location = BASE + operation.file() + ".json#" + operation.pointer() + within;
        Schema schema = schemas.computeIfAbsent(location, at -> registry.getSchema(SchemaLocation.of(at)));
        return schema.validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getKeyword())
                .toList();
    }

    private ObjectNode document(String file) {
        ObjectNode document = documents.get(file);
        if (document == null) {
            throw new IllegalStateException("There is no official file " + file + ".json.");
        }
        return document;
    }

    private static String key(String method, String pattern) {
        return method.toLowerCase(Locale.ROOT) + " " + pattern;
    }

    private static String escape(String path) {
        return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    private static ObjectNode read(String file) {
        try (InputStream in = Specs.class.getResourceAsStream(file + ".json")) {
            if (in == null || !(Json.MAPPER.readTree(in) instanceof ObjectNode spec)) {
                throw new IllegalStateException("The official file " + file + ".json is missing from the class path.");
            }
            return spec;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
