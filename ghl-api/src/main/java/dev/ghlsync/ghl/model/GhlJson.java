package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How this module reads and writes JSON: unknown fields ignored, numbers exact, nesting bounded. */
public final class GhlJson {
    /** Deepest accepted nesting; HighLevel's own bodies stay below 12. */
    public static final int NESTING_MAX = 64;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Otherwise 100.0 becomes 1E+2.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private GhlJson() {}

    /** The body as a JSON object; null if it is not JSON, not an object, or nested too deeply. */
    public static @Nullable ObjectNode object(byte[] body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null; // Not JSON: an expected answer of this method.
        }
    }

    /** The body as a JSON object; an empty object where {@link #object} gives null. */
    public static ObjectNode objectOrEmpty(byte[] body) {
        ObjectNode object = object(body);
        return object != null ? object : emptyObject();
    }

    public static ObjectNode emptyObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a string, number or boolean member; null if absent, null, blank or a container. */
    public static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null
                        || value.isNull()
                        || value.isContainerNode()
                        || value.asText().isBlank()
                ? null
                : value.asText();
    }
}
