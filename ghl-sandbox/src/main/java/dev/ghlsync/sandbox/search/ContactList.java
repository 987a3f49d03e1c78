package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GET /contacts/: newest first, continued only when both startAfter and startAfterId are given. */
public final class ContactList {
    private ContactList() {}

    /**
     * One page with count and meta.
     *
     * @param self the URL of the list without the two cursor parameters, for nextPageUrl
     */
    public static ObjectNode page(
            SearchIndex index,
            int limit,
            @Nullable String query,
            @Nullable Long startAfter,
            @Nullable String startAfterId,
            String self) {
        String wanted = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        SortOrder newestFirst = SortOrder.read(null);
        Predicate<Contact> matches = contact -> mentions(contact, wanted);
        ArrayNode cursor = startAfter == null || startAfterId == null
                ? null
                : Json.MAPPER.createArrayNode().add(startAfter).add(startAfterId);
        List<Contact> page = index.inOrder(
                newestFirst,
                cursor,
                contacts -> contacts.filter(matches).limit(limit).toList());
        return answer(page, index.count(wanted.isEmpty() ? null : matches), limit, self);
    }

    private static ObjectNode answer(List<Contact> page, long total, int limit, String self) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("contacts");
        page.forEach(contact -> items.add(SearchItem.listed(contact)));
        answer.put("count", total);
        ObjectNode meta = answer.putObject("meta").put("total", total);
        if (page.size() == limit && limit > 0) {
            Contact last = page.getLast();
            long at = last.dateAdded().toEpochMilli();
            meta.put("nextPageUrl", self + "&startAfter=" + at + "&startAfterId=" + last.id())
                    .put("startAfterId", last.id())
                    .put("startAfter", at);
        }
        return answer;
    }

    private static boolean mentions(Contact contact, String query) {
        return query.isEmpty()
                || Stream.of(contact.fullName(), contact.get(TextField.EMAIL), contact.get(TextField.PHONE))
                        .anyMatch(value ->
                                value != null && value.toLowerCase(Locale.ROOT).contains(query));
    }
}
