package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.search.SearchItem;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which company a contact belongs to: many at once, and the contacts of one. */
final class BusinessApi {
    private static final int LIMIT_DEFAULT = 25;
    private static final int LIMIT_MAX = 100;

    Reply contactsOf(ApiCall call) {
        Params params = call.params();
        SubAccount account = call.location(params.required("locationId"));
        String businessId = params.path("businessId");
        List<Contact> all = account.contacts().sorted().values().stream()
                .filter(contact -> businessId.equals(contact.get(TextField.BUSINESS_ID)))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("contacts");
        all.stream()
                .skip(params.number("skip", 0, Integer.MAX_VALUE))
                .limit(params.number("limit", LIMIT_DEFAULT, LIMIT_MAX))
                .forEach(contact -> page.add(SearchItem.listed(contact)));
        return Reply.ok(answer.put("count", all.size()));
    }

    /** Null takes the contacts out of their company; ids that are no contacts here are left out of the answer. */
    Reply assign(ApiCall call) {
        ObjectNode body = call.body();
        SubAccount account = call.location(call.bodyText("locationId"));
        List<String> faults = new ArrayList<>();
        if (!body.path("ids").isArray()) {
            faults.add("ids must be an array");
        }
        if (!body.path("businessId").isTextual() && !body.path("businessId").isNull()) {
            faults.add("businessId must be a string");
        }
        if (!faults.isEmpty()) {
            throw Refusal.unprocessable(faults);
        }
        ObjectNode answer = Json.object().put("success", true);
        ArrayNode ids = answer.putArray("ids");
        body.path("ids").forEach(id -> {
            if (assign(account, id.asText(), Json.text(body, "businessId"))) {
                ids.add(id);
            }
        });
        return Reply.ok(answer);
    }

    private static boolean assign(SubAccount account, String id, @Nullable String businessId) {
        return account.contacts().locked(() -> {
            var found = account.contacts().find(id);
            found.ifPresent(contact -> account.contacts().assign(contact, businessId));
            return found.isPresent();
        });
    }
}
