package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.Tags;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.openapi.Dto;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.List;

/** Users who follow a contact. */
final class FollowersApi {
    private static final Dto BODY = new Dto("contacts", "FollowersDTO");

    Reply add(ApiCall call) {
        return changed(call, true);
    }

    Reply remove(ApiCall call) {
        return changed(call, false);
    }

    private static Reply changed(ApiCall call, boolean add) {
        List<String> users = BODY.checked(call.body())
                .path("followers")
                .valueStream()
                .map(user -> user.asText())
                .toList();
        Contact known = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        return account.contacts().locked(() -> {
            Contact before = call.contact(known.id());
            List<String> old = before.extras().followers();
            List<String> now = add ? Tags.plus(old, users) : Tags.minus(old, users);
            account.contacts().follow(before, now);
            ObjectNode answer = Json.object();
            answer.set("followers", Json.strings(now));
            answer.set(
                    add ? "followersAdded" : "followersRemoved",
                    Json.strings(add ? Tags.minus(now, old) : Tags.minus(old, now)));
            return Reply.json(add ? 201 : 200, answer);
        });
    }
}
