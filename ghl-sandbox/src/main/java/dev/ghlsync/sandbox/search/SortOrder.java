package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a search's answer: at most two fields, then the id. Without a wish the newest contact comes first. */
record SortOrder(List<Key> keys) {
    record Key(String field, boolean descending) {
        /** The value as it stands in {@code searchAfter}: milliseconds for dates, else text; null sorts last. */
        @Nullable
        Object of(Contact contact) {
            var reader = SearchFields.reader(field);
            List<?> values = reader == null ? List.of() : reader.apply(contact);
            if (values.isEmpty()) {
                return null;
            }
            return values.getFirst() instanceof Instant at
                    ? (Object) at.toEpochMilli()
                    : values.getFirst().toString();
        }
    }

    static SortOrder read(@Nullable JsonNode sort) {
        List<Key> keys = new ArrayList<>();
        if (sort != null && sort.isArray()) {
            sort.forEach(one -> keys.add(key(one)));
        }
        if (keys.size() > 2) {
            throw Refusal.unprocessable(List.of("sort must contain no more than 2 elements"));
        }
        return new SortOrder(keys.isEmpty() ? List.of(new Key("dateAdded", true)) : List.copyOf(keys));
    }

    private static Key key(JsonNode sort) {
        String field = sort.path("field").asText();
        if (!SearchFields.SORTABLE.contains(field)) {
            throw Refusal.unprocessable(List.of("Invalid field " + field + " in sort"));
        }
        return new Key(field, sort.path("direction").asText("desc").equals("desc"));
    }

    /** The single date this order follows, or null when it follows something else. */
    @Nullable
    Key dateKey() {
        Key first = keys.getFirst();
        return keys.size() == 1 && first.field().startsWith("date") ? first : null;
    }

    Comparator<Contact> comparator() {
        return (a, b) -> compare(values(a), values(b));
    }

    /** The cursor of a contact: its sort values and its id. */
    ArrayNode cursor(Contact contact) {
        ArrayNode cursor = Json.MAPPER.createArrayNode();
        for (Object value : values(contact)) {
            if (value instanceof Long number) {
                cursor.add(number);
            } else {
                cursor.add((String) value);
            }
        }
        return cursor;
    }

    void checkCursor(JsonNode cursor) {
        if (!cursor.isArray() || cursor.size() != keys.size() + 1) {
            throw Refusal.unprocessable(
                    List.of("searchAfter must contain " + (keys.size() + 1) + " elements for this sort"));
        }
    }

    boolean isAfter(Contact contact, JsonNode cursor) {
        checkCursor(cursor);
        List<@Nullable Object> at = new ArrayList<>();
        cursor.forEach(
                node -> at.add(node.isNull() ? null : node.isNumber() ? (Object) node.longValue() : node.asText()));
        return compare(values(contact), at) > 0;
    }

    private List<@Nullable Object> values(Contact contact) {
        List<@Nullable Object> values = new ArrayList<>(keys.size() + 1);
        keys.forEach(key -> values.add(key.of(contact)));
        values.add(contact.id());
        return values;
    }

    private int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
        for (int i = 0; i < keys.size(); i++) {
            int order = compareNullable(a.get(i), b.get(i), keys.get(i).descending());
            if (order != 0) {
                return order;
            }
        }
        int byId = a.getLast().toString().compareTo(b.getLast().toString());
        return keys.getFirst().descending() ? -byId : byId;
    }

    private static int compareNullable(@Nullable Object a, @Nullable Object b, boolean descending) {
        if (a == null) {
            return b == null ? 0 : 1;
        }
        if (b == null) {
            return -1;
        }
        int order = a instanceof Long x && b instanceof Long y
                ? x.compareTo(y)
                : a.toString().compareTo(b.toString());
        return descending ? -order : order;
    }
}
