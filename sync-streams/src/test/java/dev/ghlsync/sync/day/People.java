package dev.ghlsync.sync.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contacts of the day: made, edited in every field, tagged and deleted in GoHighLevel's own pages, which may change all of it. */
final class People {
    private static final Map<String, List<String>> TEXTS = texts();
    private static final List<String> TAGS = List.of("vip", "lead", "newsletter", "café", "two words");

    private final SandboxLocation sandbox;
    private final Random chance;
    private final String path;
    private final Map<String, List<JsonNode>> customValues = new TreeMap<>();
    private final List<String> living = new ArrayList<>();
    private int numbered;

    People(SandboxLocation sandbox, Random chance) {
        this.sandbox = sandbox;
        this.chance = chance;
        this.path = "/_sandbox/locations/" + sandbox.id() + "/contacts";
        var fields = sandbox.call("GET", "/locations/" + sandbox.id() + "/customFields", null)
                .path("customFields");
        for (var field : fields) {
            customValues.put(field.path("id").asText(), values(field));
        }
    }

    boolean isEmpty() {
        return living.isEmpty();
    }

    String any() {
        return living.get(chance.nextInt(living.size()));
    }

    void make() {
        var body = edits(4).put("firstName", "Person")
                .put("lastName", "N" + ++numbered)
                .put("email", "person" + numbered + "@example.com");
        body.putArray("tags").add(tag());
        living.add(sandbox.call("POST", path, body).path("contact").path("id").asText());
    }

    void edit() {
        switch (chance.nextInt(4)) {
            case 0 -> sandbox.call("POST", path + "/" + any() + "/tags", tags());
            case 1 -> sandbox.call("DELETE", path + "/" + any() + "/tags", tags());
            default -> sandbox.call("PATCH", path + "/" + any(), edits(1 + chance.nextInt(3)));
        }
    }

    void delete(String contactId) {
        living.remove(contactId);
        sandbox.call("DELETE", path + "/" + contactId, null);
    }

    private ObjectNode edits(int count) {
        var edits = SandboxLocation.JSON.createObjectNode();
        var names = List.copyOf(TEXTS.keySet());
        for (int i = 0; i < count; i++) {
            var name = names.get(chance.nextInt(names.size()));
            edits.put(name, text(name));
        }
        if (chance.nextInt(3) == 0) {
            edits.put("phone", chance.nextInt(4) == 0 ? null : "+1415555%04d".formatted(1_000 + ++numbered));
        }
        if (chance.nextInt(8) == 0) {
            edits.put("dnd", chance.nextBoolean());
        }
        if (chance.nextInt(2) == 0) {
            var ids = List.copyOf(customValues.keySet());
            var id = ids.get(chance.nextInt(ids.size()));
            var values = customValues.get(id);
            edits.putArray("customFields")
                    .addObject()
                    .put("id", id)
                    .set("field_value", values.get(chance.nextInt(values.size())));
        }
        return edits;
    }

    private @Nullable String text(String name) {
        var values = TEXTS.get(name);
        int which = chance.nextInt(values.size() + 1);
        return which == values.size() ? null : values.get(which);
    }

    private ObjectNode tags() {
        var body = SandboxLocation.JSON.createObjectNode();
        body.putArray("tags").add(tag());
        return body;
    }

    private String tag() {
        return TAGS.get(chance.nextInt(TAGS.size()));
    }

    private static List<JsonNode> values(JsonNode field) {
        var json = SandboxLocation.JSON;
        return switch (field.path("dataType").asText()) {
            case "NUMERICAL", "MONETORY" ->
                List.of(
                        json.getNodeFactory().numberNode(1250),
                        json.getNodeFactory().numberNode(99.5));
            case "DATE" -> List.of(json.getNodeFactory().textNode("2026-03-01"));
            case "SINGLE_OPTIONS", "RADIO" ->
                List.of(field.path("picklistOptions").path(0));
            case "MULTIPLE_OPTIONS", "CHECKBOX" -> {
                var one =
                        json.createArrayNode().add(field.path("picklistOptions").path(0));
                yield List.of(
                        one, one.deepCopy().add(field.path("picklistOptions").path(1)));
            }
            default ->
                List.of(
                        json.getNodeFactory().textNode("a line"),
                        json.getNodeFactory().textNode("two\nlines, \"quoted\""));
        };
    }

    private static Map<String, List<String>> texts() {
        var texts = new TreeMap<String, List<String>>();
        texts.put("firstName", List.of("Zoë", "Ada Mary", "李"));
        texts.put("lastName", List.of("O'Neill", "van der Berg"));
        texts.put("companyName", List.of("Engines Ltd", "Café & Co"));
        texts.put("address1", List.of("1 Main St", "Straße 5"));
        texts.put("city", List.of("Berlin", "São Paulo", "Pune"));
        texts.put("state", List.of("CA", "MH"));
        texts.put("postalCode", List.of("10115", "94105-1234"));
        texts.put("country", List.of("DE", "IN", "US"));
        texts.put("website", List.of("https://example.com", "https://example.com/a?b=c"));
        texts.put("dateOfBirth", List.of("1990-05-01", "2000-02-29"));
        texts.put("timezone", List.of("Europe/Berlin", "Asia/Kolkata"));
        texts.put("assignedTo", List.of("user-a", "user-b"));
        texts.put("source", List.of("web form", "import"));
        return texts;
    }
}
