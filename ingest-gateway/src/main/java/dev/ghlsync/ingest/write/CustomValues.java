package dev.ghlsync.ingest.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ContactChange.CustomValue;
import dev.ghlsync.ingest.domain.ContactChange.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code customFields}: a list of {@code {id, value}}, where null clears. If an id repeats, the last one counts. A field may
 * be named by its key instead of its id; sync-streams knows which it is.
 */
final class CustomValues {
    private final Map<String, CustomValue> set = new LinkedHashMap<>();
    private final List<String> clear = new ArrayList<>();

    static CustomValues read(JsonNode list) throws InvalidChange {
        if (!list.isArray()) {
            throw new InvalidChange("Field 'customFields' is " + JsonKind.of(list)
                    + "; send a list such as [{\"id\":\"…\",\"value\":\"…\"}].");
        }
        var values = new CustomValues();
        for (JsonNode item : list) {
            values.add(item);
        }
        return values;
    }

    List<CustomValue> set() {
        return List.copyOf(set.values());
    }

    /** Names to clear, {@code customFields.<id>}. */
    List<String> clear() {
        return clear;
    }

    private void add(JsonNode item) throws InvalidChange {
        String id = item.path("id").isTextual() ? GhlJson.text(item, "id") : null;
        if (id == null || !item.has("value") || item.size() != 2) {
            throw new InvalidChange("An item of 'customFields' is not an object with exactly 'id' and 'value'; send"
                    + " {\"id\":\"…\",\"value\":\"…\"}.");
        }
        JsonNode value = item.get("value");
        if (value.isNull()) {
            clear.add("customFields." + id);
        } else {
            set.put(id, value(id, value));
        }
    }

    private static CustomValue value(String id, JsonNode value) {
        if (value.isNumber()) {
            return new CustomValue(id, Shape.NUMBER, value.decimalValue().toPlainString(), List.of());
        }
        if (value.isArray() && isFlat(value)) {
            var items = new ArrayList<String>();
            value.forEach(each -> items.add(each.asText()));
            return new CustomValue(id, Shape.LIST, json(value), items);
        }
        return value.isContainerNode()
                ? new CustomValue(id, Shape.JSON, json(value), List.of())
                : new CustomValue(id, Shape.TEXT, value.asText(), List.of());
    }

    private static boolean isFlat(JsonNode list) {
        for (JsonNode item : list) {
            if (item.isContainerNode() || item.isNull()) {
                return false;
            }
        }
        return true;
    }

    private static String json(JsonNode value) {
        return new String(GhlJson.bytes(value), StandardCharsets.UTF_8);
    }
}
