package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.Tags;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adding and removing tags, one contact or many. */
final class TagsApi {
    Reply add(ApiCall call) {
        List<String> wanted = tags(call.body());
        Contact after = retag(call, tags -> Tags.plus(tags, wanted));
        return Reply.json(201, answer(after, "tagsAdded", wanted));
    }

    Reply remove(ApiCall call) {
        List<String> unwanted = tags(call.body());
        Contact after = retag(call, tags -> Tags.minus(tags, unwanted));
        return Reply.ok(answer(after, "tagsRemoved", unwanted));
    }

    Reply bulk(ApiCall call) {
        ObjectNode body = call.body();
        SubAccount account = call.location(call.bodyText("locationId"));
        boolean adding = call.params().path("type").equals("add");
        if (!adding && !call.params().path("type").equals("remove")) {
            throw Refusal.unprocessable(List.of("type must be one of the following values: add, remove"));
        }
        List<String> tags = tags(body);
        boolean all = !adding && body.path("removeAllTags").asBoolean();
        ObjectNode answer = Json.object().put("succeded", true);
        ArrayNode responses = Json.MAPPER.createArrayNode();
        int errors = 0;
        for (JsonNode id : body.path("contacts")) {
            ObjectNode one = responses.addObject().put("contactId", id.asText());
            errors += bulkOne(account, id.asText(), adding, all, tags, one) ? 0 : 1;
        }
        answer.put("errorCount", errors);
        return Reply.json(201, answer.set("responses", responses));
    }

    private static boolean bulkOne(
            SubAccount account, String id, boolean adding, boolean all, List<String> tags, ObjectNode answer) {
        return account.contacts().locked(() -> {
            Contact before = account.contacts().find(id).orElse(null);
            if (before == null) {
                answer.put("message", "contact is deleted").put("type", "error");
                return false;
            }
            List<String> after =
                    all ? List.of() : adding ? Tags.plus(before.tags(), tags) : Tags.minus(before.tags(), tags);
            account.contacts().retag(before, after);
            answer.put("message", "Tags updated").put("type", "success");
            answer.set("oldTags", Json.strings(before.tags()));
            answer.set("tagsAdded", Json.strings(Tags.minus(after, before.tags())));
            answer.set("tagsRemoved", Json.strings(Tags.minus(before.tags(), after)));
            return true;
        });
    }

    private static Contact retag(ApiCall call, UnaryOperator<List<String>> change) {
        Contact known = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        return account.contacts().locked(() -> {
            Contact before = call.contact(known.id());
            List<String> after = change.apply(before.tags());
            return after.equals(before.tags()) ? before : account.contacts().retag(before, after);
        });
    }

    private static ObjectNode answer(Contact after, String name, List<String> changed) {
        ObjectNode answer = Json.object();
        answer.set("tags", Json.strings(after.tags()));
        return answer.set(name, Json.strings(changed));
    }

    private static List<String> tags(ObjectNode body) {
        List<String> faults = new ArrayList<>();
        JsonNode tags = body.path("tags");
        if (!tags.isArray()) {
            faults.add("tags must be an array");
        }
        for (JsonNode tag : tags) {
            if (!tag.isTextual()) {
                faults.add("each value in tags must be a string");
                break;
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.unprocessable(faults);
        }
        return Tags.of(tags);
    }
}
