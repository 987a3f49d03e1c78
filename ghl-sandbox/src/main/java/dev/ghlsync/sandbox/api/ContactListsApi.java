package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.search.ContactList;
import dev.ghlsync.sandbox.search.ContactSearch;
import dev.ghlsync.sandbox.settings.Settings;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two ways to read many contacts. */
final class ContactListsApi {
    private static final int LIST_DEFAULT = 20;
    private static final int LIST_MAX = 100;

    private final Supplier<Settings> settings;

    ContactListsApi(Supplier<Settings> settings) {
        this.settings = settings;
    }

    Reply search(ApiCall call) {
        ObjectNode body = call.body();
        var account = call.location(call.bodyText("locationId"));
        return Reply.ok(ContactSearch.run(body, account.search(), settings.get().rawNamesInSearch()));
    }

    Reply list(ApiCall call) {
        var params = call.params();
        String locationId = params.required("locationId");
        var account = call.location(locationId);
        int limit = params.number("limit", LIST_DEFAULT, LIST_MAX);
        String query = params.query("query");
        String self =
                "http://" + params.request().header("host") + "/contacts/?locationId=" + locationId + "&limit=" + limit;
        return Reply.ok(ContactList.page(
                account.search(),
                limit,
                query,
                millis(params.query("startAfter")),
                params.query("startAfterId"),
                self));
    }

    private static @Nullable Long millis(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Refusal.unprocessable(List.of("startAfter must be a number conforming to the specified constraints"));
        }
    }
}
