package dev.ghlsync.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBody;
import dev.ghlsync.sandbox.contacts.ContactJson;
import dev.ghlsync.sandbox.contacts.Tags;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.List;
import java.util.function.BinaryOperator;

/** What a person does to contacts in HighLevel's own pages: every field may change, webhooks follow as they do there. */
final class ContactControl {
    private final Control control;

    ContactControl(Control control) {
        this.control = control;
    }

    Reply create(Params params) {
        SubAccount account = account(params);
        var patch = ContactBody.edit(params.object(), account.location(), Contact.Extras.NONE);
        return Reply.json(
                201, shown(account.contacts().create(account.location().id(), patch)));
    }

    Reply edit(Params params) {
        SubAccount account = account(params);
        return Reply.ok(shown(account.contacts().locked(() -> {
            Contact before = contact(account, params);
            return account.contacts()
                    .update(before, ContactBody.edit(params.object(), account.location(), before.extras()));
        })));
    }

    Reply delete(Params params) {
        SubAccount account = account(params);
        account.contacts().delete(contact(account, params));
        return Reply.ok(Json.object().put("deleted", true));
    }

    Reply addTags(Params params) {
        return retag(params, Tags::plus);
    }

    Reply removeTags(Params params) {
        return retag(params, Tags::minus);
    }

    private Reply retag(Params params, BinaryOperator<List<String>> change) {
        SubAccount account = account(params);
        List<String> tags = Tags.of(params.object().path("tags"));
        return Reply.ok(shown(account.contacts().locked(() -> {
            Contact before = contact(account, params);
            return account.contacts().retag(before, change.apply(before.tags(), tags));
        })));
    }

    private SubAccount account(Params params) {
        return LocationControl.account(control, params.path("locationId"));
    }

    private static Contact contact(SubAccount account, Params params) {
        String id = params.path("contactId");
        return account.contacts().find(id).orElseThrow(() -> Refusal.notFound("There is no contact " + id + "."));
    }

    private static JsonNode shown(Contact contact) {
        return Json.object().set("contact", ContactJson.full(contact, false));
    }
}
