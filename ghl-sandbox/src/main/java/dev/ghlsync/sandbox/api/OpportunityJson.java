package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.world.SubAccount;

/** How answers show an opportunity. */
final class OpportunityJson {
    private OpportunityJson() {}

    static ObjectNode shown(ObjectNode opportunity, SubAccount account) {
        ObjectNode json = opportunity.deepCopy();
        // The official file calls indexVersion a string.
        json.put("indexVersion", opportunity.path("indexVersion").asText());
        account.contacts()
                .find(opportunity.path("contactId").asText())
                .ifPresent(contact -> json.set("contact", contact(contact)));
        for (String list : new String[] {"notes", "tasks", "calendarEvents", "customFields", "followers"}) {
            if (!json.has(list)) {
                json.putArray(list);
            }
        }
        return json;
    }

    private static ObjectNode contact(Contact contact) {
        ObjectNode json = Json.object().put("id", contact.id());
        Json.putIfSet(json, "name", contact.fullName());
        Json.putIfSet(json, "companyName", contact.get(TextField.COMPANY_NAME));
        Json.putIfSet(json, "email", contact.get(TextField.EMAIL));
        Json.putIfSet(json, "phone", contact.get(TextField.PHONE));
        json.set("tags", Json.strings(contact.tags()));
        return json;
    }
}
