package dev.ghlsync.push.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Custom field values as JSON text. */
public final class CustomValues {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CustomValues() {}

    static @Nullable JsonNode parse(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the value.
            throw new IllegalArgumentException(
                    "The wanted value of a custom field is no JSON; write text with quotes.");
        }
    }

    static String text(JsonNode value) {
        return value.toString();
    }

    /** One text for equal values: members by name, choices in order, 5.0 as 5. Text that is no JSON stays as it is. */
    public static String canonical(String json) {
        try {
            return canonical(MAPPER.readTree(json)).toString();
        } catch (JsonProcessingException e) {
            return json; // Compared as plain text, which is what the caller needs.
        }
    }

    private static JsonNode canonical(JsonNode value) {
        if (value.isNumber()) {
            return DecimalNode.valueOf(new java.math.BigDecimal(
                    value.decimalValue().stripTrailingZeros().toPlainString()));
        }
        if (value.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            value.forEach(item -> items.add(canonical(item)));
            items.sort(Comparator.comparing(JsonNode::toString));
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            items.forEach(sorted::add);
            return sorted;
        }
        if (value.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            var ordered = JsonNodeFactory.instance.objectNode();
            members.forEach(ordered::set);
            return ordered;
        }
        return value;
    }
}
