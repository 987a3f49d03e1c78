package dev.ghlsync.cli.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** Custom field values of both sides in one text form each: text, plain number, or JSON with sorted names. */
final class CustomFieldForms {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CustomFieldForms() {}

    static Map<String, String> inGhl(JsonNode contact) {
        var values = new TreeMap<String, String>();
        for (JsonNode field : contact.path("customFields")) {
            JsonNode value = field.path("value");
            if (!value.isNull()
                    && !value.isMissingNode()
                    && !(value.isTextual() && value.asText().isEmpty())) {
                values.put(field.path("id").asText(), form(value));
            }
        }
        return values;
    }

    static Map<String, String> withUs(GenericRecord contact) {
        var values = new TreeMap<String, String>();
        for (Object item : FieldRows.items(contact, "customFields")) {
            var field = (GenericRecord) item;
            if (field.get("text") != null) {
                values.put(field.get("id").toString(), form(field));
            }
        }
        return values;
    }

    private static String form(GenericRecord field) {
        String text = field.get("text").toString();
        return switch (field.get("kind").toString()) {
            case "NUMBER" -> plain(new BigDecimal(text));
            case "LIST" ->
                json(SORTED.valueToTree(FieldRows.items(field, "list").stream()
                        .map(Object::toString)
                        .toList()));
            case "JSON" -> json(parsed(text));
            default -> text;
        };
    }

    private static String form(JsonNode value) {
        return value.isNumber() ? plain(value.decimalValue()) : value.isContainerNode() ? json(value) : value.asText();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String json(JsonNode value) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(value, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return SORTED.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("A custom field of kind JSON holds no JSON.", e);
        }
    }
}
