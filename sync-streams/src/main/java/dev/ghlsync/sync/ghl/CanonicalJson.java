package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON in one form for equal values: members sorted by name and without null ones, numbers in plain decimal notation, no white space.
 */
final class CanonicalJson {
    private static final int NESTING_MAX = 64;

    /** Digits a number may have when written out; a short exponent could otherwise ask for gigabytes. */
    private static final int DIGITS_MAX = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CanonicalJson() {}

    /** The JSON value of a text; empty when it is not JSON or nested too deeply. */
    static Optional<JsonNode> parse(String json) {
        try {
            return Optional.of(MAPPER.readTree(json)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty(); // Not JSON: an expected answer of this method.
        }
    }

    /** The JSON object in a body; empty when it is not one. */
    static Optional<ObjectNode> object(byte[] body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // Not JSON: an expected answer of this method.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plain decimal notation without trailing zeros; empty when that would be longer than a hundred digits. */
    static Optional<String> number(BigDecimal number) {
        if (number.signum() == 0) {
            return Optional.of("0");
        }
        var stripped = number.stripTrailingZeros();
        long digits = Math.max(stripped.precision(), Math.abs((long) stripped.scale()));
        return digits > DIGITS_MAX ? Optional.empty() : Optional.of(stripped.toPlainString());
    }

    /** The canonical text of a node; empty when it holds a number that is too long. */
    static Optional<String> text(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(quoted(node.textValue()));
        }
        if (node.isNumber()) {
            return number(node.decimalValue());
        }
        return switch (node.getNodeType()) {
            case ARRAY -> array(node);
            case OBJECT -> members(node);
            case BOOLEAN -> Optional.of(node.booleanValue() ? "true" : "false");
            case NULL -> Optional.of("null");
            case BINARY, MISSING, NUMBER, POJO, STRING -> Optional.empty();
        };
    }

    private static Optional<String> array(JsonNode node) {
        var items = new ArrayList<String>(node.size());
        for (var item : node) {
            var text = text(item);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            items.add(text.get());
        }
        return Optional.of("[" + String.join(",", items) + "]");
    }

    private static Optional<String> members(JsonNode node) {
        var members = new TreeMap<String, String>();
        for (var member : node.properties()) {
            if (member.getValue().isNull()) {
                continue;
            }
            var text = text(member.getValue());
            if (text.isEmpty()) {
                return Optional.empty();
            }
            members.put(member.getKey(), quoted(member.getKey()) + ":" + text.get());
        }
        return Optional.of("{" + String.join(",", members.values()) + "}");
    }
}
