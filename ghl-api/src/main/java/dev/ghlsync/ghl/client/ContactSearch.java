package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /contacts/search}. The official file leaves it open; the shape is HighLevel's published search guide. The index lags a
 * few seconds behind writes, and deleted contacts are not in it.
 *
 * @param pageLimit 1 to 500
 * @param searchAfter the {@code searchAfter} of the last item of the page before; null for the first page
 * @param filters all must hold
 * @param sort at most two keys
 */
public record ContactSearch(
        String locationId, int pageLimit, @Nullable JsonNode searchAfter, List<Filter> filters, List<Sort> sort) {

    public static final int PAGE_LIMIT_MAX = 500;
    private static final int SORT_MAX = 2;

    public ContactSearch {
        if (pageLimit < 1 || pageLimit > PAGE_LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "A contact search page of " + pageLimit + "; GHL allows 1 to " + PAGE_LIMIT_MAX + ".");
        }
        if (sort.size() > SORT_MAX) {
            throw new IllegalArgumentException(
                    "A contact search has " + sort.size() + " sort keys; GHL allows " + SORT_MAX + ".");
        }
        if (searchAfter != null && !searchAfter.isArray()) {
            throw new IllegalArgumentException(
                    "searchAfter must be the array that the last item of the page before carries.");
        }
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
    }

    /** Every contact of the location in an order that edits do not disturb: the first page of a full scan. */
    public static ContactSearch everyContact(String locationId, int pageLimit) {
        return new ContactSearch(locationId, pageLimit, null, List.of(), List.of(new Sort("dateAdded", Direction.ASC)));
    }

    /** Contacts changed after an instant, oldest change first: the first page. Rows move while being read, so overlap the windows. */
    public static ContactSearch changedAfter(String locationId, int pageLimit, Instant after) {
        return new ContactSearch(
                locationId,
                pageLimit,
                null,
                List.of(Filter.after("dateUpdated", after)),
                List.of(new Sort("dateUpdated", Direction.ASC)));
    }

    public ContactSearch after(JsonNode lastItemSearchAfter) {
        return new ContactSearch(locationId, pageLimit, lastItemSearchAfter, filters, sort);
    }

    /** The cursor of the page after this response; null if this is the last page. */
    public static @Nullable JsonNode nextCursor(JsonNode response, int pageLimit) {
        JsonNode contacts = response.path("contacts");
        if (contacts.size() < pageLimit) {
            return null;
        }
        JsonNode cursor = contacts.path(contacts.size() - 1).path("searchAfter");
        return cursor.isArray() && !cursor.isEmpty() ? cursor : null;
    }

    public ObjectNode json() {
        ObjectNode json = GhlJson.emptyObject();
        json.put("locationId", locationId).put("pageLimit", pageLimit);
        if (searchAfter != null) {
            json.set("searchAfter", searchAfter);
        }
        if (!filters.isEmpty()) {
            ArrayNode items = json.putArray("filters");
            filters.forEach(filter -> items.addObject()
                    .put("field", filter.field())
                    .put("operator", filter.operator())
                    .set("value", filter.value()));
        }
        if (!sort.isEmpty()) {
            ArrayNode items = json.putArray("sort");
            sort.forEach(key -> items.addObject().put("field", key.field()).put("direction", key.direction().wire));
        }
        return json;
    }

    /** One condition, for example {@code email eq a@example.com}. */
    public record Filter(String field, String operator, JsonNode value) {
        public static Filter eq(String field, String value) {
            return new Filter(field, "eq", JsonNodeFactory.instance.textNode(value));
        }

        /** Strictly later than the instant, to the millisecond. */
        public static Filter after(String field, Instant instant) {
            return range(field, instant, null);
        }

        /** Strictly later than {@code after} and, unless null, not later than {@code until}. */
        public static Filter range(String field, Instant after, @Nullable Instant until) {
            ObjectNode range = GhlJson.emptyObject().put("gt", millis(after));
            if (until != null) {
                range.put("lte", millis(until));
            }
            return new Filter(field, "range", range);
        }

        private static String millis(Instant instant) {
            return instant.truncatedTo(ChronoUnit.MILLIS).toString();
        }
    }

    public record Sort(String field, Direction direction) {}

    public enum Direction {
        ASC("asc"),
        DESC("desc");

        private final String wire;

        Direction(String wire) {
            this.wire = wire;
        }
    }

    /** The contacts of a search response, in order. */
    public static List<JsonNode> contacts(JsonNode response) {
        List<JsonNode> contacts = new ArrayList<>();
        response.path("contacts").forEach(contacts::add);
        return contacts;
    }
}
