package dev.ghlsync.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as a table for a terminal. */
public final class Table {
    private Table() {}

    /**
     * @param head titles of the columns
     * @param rows as many cells each
     */
    public static void print(List<String> head, List<List<String>> rows, PrintWriter out) {
        var all = new ArrayList<List<String>>();
        all.add(head);
        all.addAll(rows);
        var widths = new ArrayList<>(Collections.nCopies(head.size(), 0));
        all.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        });
        all.forEach(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        });
    }

    /** Fields of an object as cells; several names joined by a plus sign are one cell. */
    static List<String> cells(JsonNode object, List<String> fields) {
        return fields.stream()
                .map(field -> List.of(field.split("\\+")).stream()
                        .map(name -> text(object.path(name)))
                        .collect(Collectors.joining(" "))
                        .strip())
                .toList();
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isArray() ? Integer.toString(value.size()) : value.asText();
    }
}
