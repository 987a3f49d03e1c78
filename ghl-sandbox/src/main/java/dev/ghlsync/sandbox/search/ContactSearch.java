package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** POST /contacts/search: pageLimit is required, pages reach 10,000 records deep, searchAfter reaches on. */
public final class ContactSearch {
    private static final Set<String> ALLOWED =
            Set.of("locationId", "page", "pageLimit", "searchAfter", "filters", "sort", "query");
    private static final int PAGE_LIMIT_MAX = 500;
    private static final long DEPTH_MAX = 10_000;
    private static final int QUERY_MAX = 75;

    private ContactSearch() {}

    /** One page of the answer: contacts, total. */
    public static ObjectNode run(ObjectNode body, SearchIndex index, boolean rawNames) {
        List<String> faults = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!ALLOWED.contains(name)) {
                faults.add("property " + name + " should not exist");
            }
        });
        int pageLimit = body.path("pageLimit").asInt(0);
        if (!body.path("pageLimit").isIntegralNumber() || pageLimit < 1) {
            faults.add("pageLimit must be a number conforming to the specified constraints");
        } else if (pageLimit > PAGE_LIMIT_MAX) {
            faults.add("pageLimit must not be greater than " + PAGE_LIMIT_MAX);
        }
        String query = body.path("query").asText("").strip().toLowerCase(Locale.ROOT);
        if (query.length() > QUERY_MAX) {
            faults.add("query must be shorter than or equal to " + QUERY_MAX + " characters");
        }
        JsonNode after = body.get("searchAfter");
        boolean cursor = after != null && !after.isNull() && !after.isEmpty();
        if (cursor && body.has("page")) {
            faults.add("page and searchAfter cannot be used together");
        }
        if (!faults.isEmpty()) {
            throw Refusal.unprocessable(faults);
        }
        int page = Math.max(1, body.path("page").asInt(1));
        if ((long) page * pageLimit > DEPTH_MAX) {
            throw Refusal.badRequest("page * pageLimit must not exceed " + DEPTH_MAX + ", use searchAfter instead");
        }
        SortOrder order = SortOrder.read(body.get("sort"));
        Predicate<Contact> matches = Filters.all(body.get("filters")).and(contact -> mentions(contact, query));
        boolean everyone = query.isEmpty() && body.path("filters").isEmpty();
        long skip = cursor ? 0 : (page - 1L) * pageLimit;
        ArrayNode items = Json.MAPPER.createArrayNode();
        index.inOrder(order, cursor ? after : null, contacts -> {
            contacts.filter(matches)
                    .skip(skip)
                    .limit(pageLimit)
                    .forEach(contact -> items.add(item(contact, order.cursor(contact), rawNames)));
            return items;
        });
        ObjectNode answer = Json.object();
        answer.set("contacts", items);
        return answer.put("total", index.count(everyone ? null : matches));
    }

    private static boolean mentions(Contact contact, String query) {
        if (query.isEmpty()) {
            return true;
        }
        return contains(contact.fullName(), query)
                || contains(contact.get(TextField.EMAIL), query)
                || contains(contact.get(TextField.PHONE), query)
                || contains(contact.get(TextField.COMPANY_NAME), query)
                || contact.tags().contains(query);
    }

    private static boolean contains(@Nullable String value, String query) {
        return value != null && value.toLowerCase(Locale.ROOT).contains(query);
    }

    private static ObjectNode item(Contact contact, ArrayNode cursor, boolean rawNames) {
        return SearchItem.of(contact, rawNames).set("searchAfter", cursor);
    }
}
