package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import dev.ghlsync.cli.identifiers.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes one kind of object of one location to a file, from our own state through the query API. */
public final class Export {
    private final JsonApi api;
    private final String location;
    private final Shape shape;

    public Export(JsonApi api, String location, Shape shape) {
        this.api = api;
        this.location = location;
        this.shape = shape;
    }

    /**
     * What to write.
     *
     * @param filters parameters of the query API, by name
     * @param fields columns to keep, empty for all
     * @param hash identifiers of this platform instead of the fields, null for the fields
     * @param shown hides what is not to be shown
     */
    public record Wish(
            Path file,
            Map<String, String> filters,
            List<String> fields,
            @Nullable Platform hash,
            boolean pii,
            UnaryOperator<ObjectNode> shown) {}

    /** @return number of rows; {@code progress} hears of them as they are written */
    public long write(Wish wish, LongConsumer progress) {
        var format = Format.of(wish.file());
        var place = api.get("/locations/" + ServiceAddress.segment(location)).require("the location");
        var definitions = new Definitions(shape.customFields() ? customFields() : List.of());
        var columns = columns(wish, definitions);
        var freshness = new Freshness(shape.confirmedBy());
        try (var file = new ExportFile(wish.file(), format, columns)) {
            Pages.each(api, path(), shape.list(), wish.filters(), Long.MAX_VALUE, object -> {
                freshness.saw(object);
                file.row(row(wish, definitions, object, columns));
                progress.accept(file.rows());
            });
            file.finish(meta(wish, place, freshness, file.rows()));
            return file.rows();
        }
    }

    private List<String> columns(Wish wish, Definitions definitions) {
        if (wish.hash() != null) {
            var columns = new ArrayList<>(List.of("contactId"));
            columns.addAll(
                    wish.hash().hashed(JsonNodeFactory.instance.objectNode()).keySet());
            return columns;
        }
        var all = new ArrayList<>(shape.columns());
        all.addAll(definitions.columns());
        var unknown =
                wish.fields().stream().filter(field -> !all.contains(field)).toList();
        if (!unknown.isEmpty()) {
            throw CommandFailure.usage("--fields names " + unknown + ", which " + shape.list()
                    + " do not have; choose from " + String.join(", ", all) + ".");
        }
        return wish.fields().isEmpty() ? all : wish.fields();
    }

    private static ObjectNode row(Wish wish, Definitions definitions, ObjectNode object, List<String> columns) {
        if (wish.hash() != null) {
            var row = JsonNodeFactory.instance.objectNode();
            row.set("contactId", object.path("contactId"));
            wish.hash().hashed(object).forEach(row::put);
            return row;
        }
        // Named first: a masked id has no name.
        var row = wish.shown().apply(definitions.named(object));
        return wish.fields().isEmpty() ? row : Fields.only(row, columns);
    }

    private ObjectNode meta(Wish wish, JsonNode place, Freshness freshness, long rows) {
        var meta = JsonNodeFactory.instance.objectNode();
        meta.put("list", shape.list()).put("locationId", location);
        meta.put("currency", place.path("currency").asText("unknown"));
        meta.put("timezone", place.path("timezone").asText("unknown"));
        meta.put("rows", rows);
        meta.put("completeTo", freshness.completeTo()).put("pending", freshness.pending());
        meta.put("personalData", wish.hash() != null ? "hashed for " + wish.hash() : wish.pii() ? "shown" : "masked");
        return meta.put("dictionary", "docs/data-dictionary.md");
    }

    private String path() {
        return "/locations/" + ServiceAddress.segment(location) + "/" + shape.list();
    }

    private List<JsonNode> customFields() {
        var found = new ArrayList<JsonNode>();
        var path = "/locations/" + ServiceAddress.segment(location) + "/definitions";
        Pages.each(api, path, "definitions", Map.of("type", "CUSTOM_FIELD_DEFINITION"), Long.MAX_VALUE, found::add);
        var model = shape.list().equals(Shape.CONTACTS.list()) ? "contact" : "opportunity";
        return found.stream()
                .filter(field -> field.path("model").asText(model).equals(model))
                .toList();
    }
}
