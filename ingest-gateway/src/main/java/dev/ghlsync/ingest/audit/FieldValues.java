package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values both sides keep of a contact, in one form, by our field names; what has no value is left out. */
final class FieldValues {
    static final String TAGS = "tags";
    static final String CUSTOM = "customFields.";
    static final String CHANNEL = "dndSettings.";
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    /** Our path, GoHighLevel's member. */
    private static final List<Pair> TEXTS = List.of(
            new Pair("givenName", "firstName"),
            new Pair("familyName", "lastName"),
            new Pair("email", "email"),
            new Pair("phone", "phone"),
            new Pair("company", "companyName"),
            new Pair("addressLine1", "address1"),
            new Pair("city", "city"),
            new Pair("state", "state"),
            new Pair("postalCode", "postalCode"),
            new Pair("country", "country"),
            new Pair("website", "website"),
            new Pair("dateOfBirth", "dateOfBirth"),
            new Pair("timezone", "timezone"),
            new Pair("assignedTo", "assignedTo"),
            new Pair("source", "source"),
            new Pair("dnd", "dnd"));
    /** What the search shows whenever it has a value, so that its absence says something. */
    private static final List<String> SEARCHED =
            List.of("email", "phone", "company", "city", "state", "postalCode", "assignedTo", "source", "dnd", TAGS);

    private record Pair(String ours, String theirs) {}

    private FieldValues() {}

    /** A contact as GoHighLevel's GET shows it. */
    static SortedMap<String, String> ofGet(JsonNode contact) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Pair pair : TEXTS) {
            put(values, pair.ours(), contact.path(pair.theirs()));
        }
        if (!values.containsKey("givenName") && !values.containsKey("familyName")) {
            names(values, contact.path("name").asText("").strip());
        }
        tags(values, contact.path(TAGS));
        contact.path("dndSettings")
                .properties()
                .forEach(channel -> channel(values, channel.getKey(), channel.getValue()));
        for (JsonNode field : contact.path("customFields")) {
            custom(values, field.path("id").asText(), field.path("value"));
        }
        return values;
    }

    /** A contact as GoHighLevel's search shows it; names only where it states them as they were written. */
    static SortedMap<String, String> ofSearch(JsonNode contact) {
        SortedMap<String, String> values = ofGet(contact);
        values.keySet().retainAll(SEARCHED);
        for (JsonNode field : contact.path("customFields")) {
            custom(values, field.path("id").asText(), field.path("value"));
        }
        return values;
    }

    /** Whether the search would show a value of this field. */
    static boolean isSearched(String field) {
        return SEARCHED.contains(field) || field.startsWith(CUSTOM);
    }

    /** A contact as our query API shows it. */
    static SortedMap<String, String> ofOurs(JsonNode contact) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Pair pair : TEXTS) {
            put(values, pair.ours(), ours(contact, pair.ours()));
        }
        if (!values.containsKey("phone")) {
            put(values, "phone", contact.path("phoneRaw"));
        }
        tags(values, contact.path(TAGS));
        contact.path("dndSettings")
                .forEach(setting -> channel(values, setting.path("channel").asText(), setting));
        for (JsonNode field : contact.path("customFields")) {
            JsonNode list = field.path("list");
            custom(
                    values,
                    field.path("id").asText(),
                    "LIST".equals(field.path("kind").asText()) ? list : field.path("text"));
        }
        return values;
    }

    private static JsonNode ours(JsonNode contact, String name) {
        return switch (name) {
            case "addressLine1" -> contact.path("address").path("line1");
            case "city", "state", "postalCode", "country" ->
                contact.path("address").path(name);
            default -> contact.path(name);
        };
    }

    private static void put(Map<String, String> values, String name, JsonNode value) {
        if (value.isNull() || value.isMissingNode() || value.isContainerNode()) {
            return;
        }
        String text = value.asText().strip();
        String form = switch (name) {
            case "email" -> text.toLowerCase(Locale.ROOT);
            case "dateOfBirth" -> text.length() > 10 ? text.substring(0, 10) : text;
            case "dnd" -> text.equals("false") ? "" : text;
            default -> text;
        };
        if (!form.isEmpty()) {
            values.put(name, form);
        }
    }

    private static void names(Map<String, String> values, String full) {
        int space = full.indexOf(' ');
        String given = space < 0 ? full : full.substring(0, space);
        String family = space < 0 ? "" : full.substring(space + 1).strip();
        if (!given.isEmpty()) {
            values.put("givenName", given);
        }
        if (!family.isEmpty()) {
            values.put("familyName", family);
        }
    }

    private static void tags(Map<String, String> values, JsonNode list) {
        var tags = new TreeSet<String>();
        list.forEach(tag -> tags.add(tag.asText().strip().toLowerCase(Locale.ROOT)));
        tags.remove("");
        if (!tags.isEmpty()) {
            values.put(TAGS, String.join("\n", tags));
        }
    }

    /** Do not disturb of one channel: its status, message and code. */
    private static void channel(Map<String, String> values, String name, JsonNode setting) {
        String form = Stream.of("status", "message", "code")
                .map(setting::path)
                .map(member -> member.isTextual() ? member.asText().strip() : "")
                .collect(Collectors.joining("\n"));
        if (!form.isBlank()) {
            values.put(CHANNEL + name, form);
        }
    }

    private static void custom(Map<String, String> values, String id, JsonNode value) {
        String form = form(value);
        if (form != null && !id.isEmpty()) {
            values.put(CUSTOM + id, form);
        }
    }

    /** Text, numbers by their value, lists by their items, objects with sorted members; null for no value. */
    private static @Nullable String form(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            for (JsonNode item : value) {
                String text = item.isTextual() ? item.asText().strip() : form(item);
                if (text != null && !text.isEmpty()) {
                    items.add(text);
                }
            }
            return items.isEmpty() ? null : String.join("\n", items);
        }
        if (value.isObject()) {
            return value.isEmpty() ? null : sorted(value);
        }
        String text =
                value.isNull() || value.isMissingNode() ? "" : value.asText().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith("{")) {
            return readAndSorted(text);
        }
        return number(text);
    }

    private static String number(String text) {
        if (text.length() > 40 || !(Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            return Decimals.isShort(number) ? number.toPlainString() : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String readAndSorted(String text) {
        try {
            JsonNode json = SORTED.readTree(text);
            return json.isObject() ? sorted(json) : text;
        } catch (IOException e) {
            return text; // Text that only looks like an object.
        }
    }

    private static String sorted(JsonNode json) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(json, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
