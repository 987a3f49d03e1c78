package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.mirror.Picture;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an object; one of another type than documented is not stated and costs only itself. */
final class ObjectReader {
    private ObjectReader() {}

    /** What a body states, and which fields such a source normally states and this one left out. */
    record Read(SortedMap<String, @Nullable String> values, Set<String> omitted) {}

    static Read webhook(JsonNode object, ObjectShape shape) {
        var values = new TreeMap<String, @Nullable String>();
        var omitted = new TreeSet<String>();
        for (var field : shape.fields()) {
            var node = member(object, field);
            if (node == null) {
                if (field.inWebhooks()) {
                    omitted.add(field.name());
                }
            } else {
                put(values, field, node);
            }
        }
        return new Read(values, omitted);
    }

    /** An answer, by id or in a list: both have the same form, and what it does not have is empty. */
    static SortedMap<String, @Nullable String> read(JsonNode object, ObjectShape shape) {
        var values = new TreeMap<String, @Nullable String>();
        for (var field : shape.fields()) {
            var node = member(object, field);
            if (node != null) {
                put(values, field, node);
            } else if (field.inReads()) {
                values.put(field.name(), null);
            }
        }
        if (shape.customFields()) {
            values.put(Picture.CUSTOM_FIELDS, null);
            customFields(object.path(Picture.CUSTOM_FIELDS), values);
        }
        return values;
    }

    private static @Nullable JsonNode member(JsonNode object, ObjectField field) {
        for (var wire : field.wire()) {
            if (object.has(wire)) {
                return object.get(wire);
            }
        }
        return null;
    }

    private static void put(SortedMap<String, @Nullable String> values, ObjectField field, JsonNode node) {
        if (node.isNull() || (node.isTextual() && node.textValue().isBlank())) {
            values.put(field.name(), null);
            return;
        }
        switch (value(node, field.form())) {
            case Said.Value<String>(String value) -> values.put(field.name(), value);
            case Said.Empty<String> empty -> values.put(field.name(), null);
            case Said.Absent<String> absent -> {}
            case Said.Malformed<String> malformed -> {}
        }
    }

    private static Said<String> value(JsonNode node, ObjectField.Form form) {
        return switch (form) {
            case TEXT -> node.isValueNode() ? said(Canonical.text(node.asText())) : new Said.Malformed<>();
            case TIME -> time(node);
            case OFFSET -> offset(node);
            case DECIMAL -> decimal(node);
            case FLAG -> node.isBoolean() ? new Said.Value<>(node.asText()) : new Said.Malformed<>();
            case LINES -> lines(node);
            case NAMED_LINES -> namedLines(node);
        };
    }

    private static Said<String> time(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new Said.Value<>(Long.toString(node.longValue()));
        }
        var parsed = parsed(node);
        return parsed == null
                ? new Said.Malformed<>()
                : new Said.Value<>(Long.toString(parsed.toInstant().toEpochMilli()));
    }

    private static Said<String> offset(JsonNode node) {
        var parsed = parsed(node);
        return parsed == null
                ? new Said.Malformed<>()
                : new Said.Value<>(Integer.toString(parsed.getOffset().getTotalSeconds() / 60));
    }

    private static @Nullable OffsetDateTime parsed(JsonNode node) {
        try {
            return node.isTextual() ? OffsetDateTime.parse(node.textValue().strip()) : null;
        } catch (DateTimeParseException e) {
            return null; // No point in time: as good as not said.
        }
    }

    private static Said<String> decimal(JsonNode node) {
        var number = node.isNumber() || node.isTextual() ? CustomValue.number(node.asText()) : null;
        return number == null || number.isEmpty()
                ? new Said.Malformed<>()
                : new Said.Value<>(number.get().canonical());
    }

    private static Said<String> lines(JsonNode node) {
        if (!node.isArray()) {
            return new Said.Malformed<>();
        }
        var lines = new ArrayList<String>();
        node.forEach(item -> {
            var text = item.isObject()
                    ? item.path("label").asText(item.path("name").asText())
                    : item.asText();
            line(text).ifPresent(lines::add);
        });
        return joined(lines);
    }

    private static Said<String> namedLines(JsonNode node) {
        if (!node.isArray()) {
            return new Said.Malformed<>();
        }
        var lines = new ArrayList<String>();
        node.forEach(item -> line(item.path("id").asText())
                .ifPresent(id ->
                        lines.add(id + "\t" + line(item.path("name").asText()).orElse(""))));
        return joined(lines);
    }

    private static Optional<String> line(String text) {
        return Optional.ofNullable(Canonical.text(text)).map(line -> line.replaceAll("[\\r\\n\\t]+", " "));
    }

    private static Said<String> joined(List<String> lines) {
        return lines.isEmpty() ? new Said.Empty<>() : new Said.Value<>(String.join("\n", lines));
    }

    private static Said<String> said(@Nullable String text) {
        return text == null ? new Said.Empty<>() : new Said.Value<>(text);
    }

    private static void customFields(JsonNode fields, SortedMap<String, @Nullable String> values) {
        for (var field : fields) {
            var id = Canonical.text(field.path("id").asText());
            for (var wire : List.of("fieldValue", "value", "field_value")) {
                if (id != null && field.has(wire)) {
                    var value = CustomValue.of(field.get(wire)).value();
                    if (value != null) {
                        values.put(Picture.CUSTOM_FIELD + id, value.canonical());
                    }
                    break;
                }
            }
        }
    }
}
