package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of custom fields; a name that several have is followed by the id. */
final class Definitions {
    private final Map<String, String> nameById = new TreeMap<>();

    /** @param definitions answers of the query API */
    Definitions(Iterable<JsonNode> definitions) {
        var taken = new HashSet<String>();
        for (var definition : definitions) {
            var id = definition.path("ghlId").asText();
            var name = definition.path("name").asText(id);
            nameById.put(id, taken.add(name) ? name : name + " (" + id + ")");
        }
    }

    /** Columns of all custom fields, by name. */
    List<String> columns() {
        var columns = new ArrayList<String>();
        nameById.values().stream().sorted().forEach(name -> columns.add("customFields." + name));
        return columns;
    }

    /** The row with its custom fields by name; one whose definition is not known yet keeps its id. */
    ObjectNode named(ObjectNode row) {
        if (!row.path("customFields").isArray()) {
            return row;
        }
        var named = JsonNodeFactory.instance.objectNode();
        for (var field : row.path("customFields")) {
            var id = field.path("id").asText();
            var list = field.path("list");
            named.set(nameById.getOrDefault(id, id), list.isArray() && !list.isEmpty() ? list : field.path("text"));
        }
        row.set("customFields", named);
        return row;
    }
}
