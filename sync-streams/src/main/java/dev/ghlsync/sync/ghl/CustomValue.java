package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sync.domain.field.Canonical;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of a custom field by its shape. Its canonical form is JSON text, so that {@code "7"} typed into a text field and the
 * number {@code 7} stay different.
 */
public sealed interface CustomValue {
    /** A text, not blank. */
    record Text(String text) implements CustomValue {}

    /** A number in plain decimal notation. */
    record Decimal(String plain) implements CustomValue {}

    /** Texts in their order. */
    record Items(List<String> items) implements CustomValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Anything else, as canonical JSON. */
    record Json(String json) implements CustomValue {}

    /** JSON text; equal values have equal text. */
    default String canonical() {
        return switch (this) {
            case Text(String text) -> CanonicalJson.quoted(text);
            case Decimal(String plain) -> plain;
            case Items(List<String> items) ->
                "[" + String.join(",", items.stream().map(CanonicalJson::quoted).toList()) + "]";
            case Json(String json) -> json;
        };
    }

    /** Null for a blank text: no value. */
    static @Nullable CustomValue text(@Nullable String text) {
        var trimmed = Canonical.text(text);
        return trimmed == null ? null : new Text(trimmed);
    }

    /** Null when no item has text: no value. */
    static @Nullable CustomValue items(List<String> items) {
        var texts = new ArrayList<String>(items.size());
        for (var item : items) {
            var trimmed = Canonical.text(item);
            if (trimmed != null) {
                texts.add(trimmed);
            }
        }
        return texts.isEmpty() ? null : new Items(texts);
    }

    /** Empty when the text is no number, or one of more than a hundred digits. */
    static Optional<CustomValue> number(String text) {
        try {
            return CanonicalJson.number(new BigDecimal(text.strip())).map(Decimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty(); // Not a number: an expected answer of this method.
        }
    }

    /** The value a JSON text stands for. */
    static Parsed json(String json) {
        return CanonicalJson.parse(json).map(CustomValue::of).orElseGet(() -> new Parsed(false, null));
    }

    /** The value of canonical text. */
    static CustomValue ofCanonical(String canonical) {
        var value = json(canonical).value();
        if (value == null) {
            throw new IllegalArgumentException(
                    "The stored value of a custom field is not canonical JSON; only canonical values may be stored.");
        }
        return value;
    }

    static Parsed of(JsonNode node) {
        if (node.isNull()) {
            return new Parsed(true, null);
        }
        if (node.isTextual()) {
            return new Parsed(true, text(node.textValue()));
        }
        if (node.isNumber()) {
            return parsed(CanonicalJson.number(node.decimalValue()).map(Decimal::new));
        }
        if (node.isContainerNode() && node.isEmpty()) {
            return new Parsed(true, null);
        }
        if (node.isArray() && allText(node)) {
            var items = new ArrayList<String>(node.size());
            node.forEach(item -> items.add(item.textValue()));
            return new Parsed(true, items(items));
        }
        return parsed(CanonicalJson.text(node).map(Json::new));
    }

    private static Parsed parsed(Optional<? extends CustomValue> value) {
        return new Parsed(value.isPresent(), value.orElse(null));
    }

    private static boolean allText(JsonNode array) {
        for (var item : array) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a JSON text stands for.
     *
     * @param valid whether it is JSON with numbers of bearable length
     * @param value null for no value: null, blank text, an empty list or object
     */
    record Parsed(boolean valid, @Nullable CustomValue value) {}
}
