package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Some fields of a row. */
final class Fields {
    private Fields() {}

    /** @param columns names of fields; {@code address.city} is a field in a field */
    static ObjectNode only(ObjectNode row, List<String> columns) {
        var kept = JsonNodeFactory.instance.objectNode();
        for (var column : columns) {
            int dot = column.indexOf('.');
            if (dot < 0) {
                kept.set(column, row.path(column));
            } else {
                var outer = column.substring(0, dot);
                var inner = column.substring(dot + 1);
                kept.withObject("/" + outer).set(inner, row.path(outer).path(inner));
            }
        }
        return kept;
    }
}
