package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.locations.CustomField;
import dev.ghlsync.sandbox.locations.LocationJson;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A location, its custom fields and its tags. */
final class LocationsApi {
    Reply get(ApiCall call) {
        return Reply.ok(
                Json.object().set("location", LocationJson.full(account(call).location())));
    }

    Reply customFields(ApiCall call) {
        SubAccount account = account(call);
        String model = call.params().query("model");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("customFields");
        for (CustomField field : account.location().customFields().values()) {
            if (wanted(field, model)) {
                list.add(LocationJson.customField(field, account.location().id(), list.size() * 50));
            }
        }
        return Reply.ok(answer);
    }

    Reply customField(ApiCall call) {
        SubAccount account = account(call);
        return Reply.ok(shown(account, field(account, call.params().path("id"))));
    }

    Reply addCustomField(ApiCall call) {
        SubAccount account = account(call);
        ObjectNode body = call.body();
        String name = Json.text(body, "name");
        String dataType = Json.text(body, "dataType");
        if (name == null || name.isBlank() || dataType == null) {
            throw Refusal.unprocessable(List.of("name should not be empty", "dataType should not be empty"));
        }
        String model = body.path("model").asText("contact");
        List<String> options = new ArrayList<>();
        for (JsonNode option : body.path("textBoxListOptions")) {
            options.add(option.path("label").asText(option.asText()));
        }
        String key = model + "." + name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        var field = new CustomField(account.ids().id(), name, key, dataType, options, model);
        account.change(location -> location.withCustomField(field));
        return Reply.json(201, shown(account, field));
    }

    Reply removeCustomField(ApiCall call) {
        SubAccount account = account(call);
        String id = field(account, call.params().path("id")).id();
        account.change(location -> location.withoutCustomField(id));
        return Reply.ok(Json.object().put("succeded", true));
    }

    Reply tags(ApiCall call) {
        SubAccount account = account(call);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tags");
        account.tags()
                .all()
                .forEach((name, id) ->
                        list.add(LocationJson.tag(id, name, account.location().id())));
        return Reply.ok(answer);
    }

    Reply addTag(ApiCall call) {
        SubAccount account = account(call);
        String name = tagName(call);
        return Reply.json(201, tag(account, account.tags().know(name), name));
    }

    Reply tag(ApiCall call) {
        SubAccount account = account(call);
        String id = call.params().path("tagId");
        String name = account.tags().nameOf(id).orElseThrow(() -> unknownTag(id));
        return Reply.ok(tag(account, id, name));
    }

    Reply renameTag(ApiCall call) {
        SubAccount account = account(call);
        String id = call.params().path("tagId");
        String name = tagName(call);
        if (!account.tags().rename(id, name)) {
            throw unknownTag(id);
        }
        return Reply.ok(tag(account, id, name));
    }

    Reply removeTag(ApiCall call) {
        String id = call.params().path("tagId");
        if (!account(call).tags().forget(id)) {
            throw unknownTag(id);
        }
        return Reply.ok(Json.object().put("succeded", true));
    }

    private static String tagName(ApiCall call) {
        String name = call.bodyText("name");
        if (name == null || name.isBlank()) {
            throw Refusal.unprocessable(List.of("name should not be empty"));
        }
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode tag(SubAccount account, String id, String name) {
        return Json.object()
                .set("tag", LocationJson.tag(id, name, account.location().id()));
    }

    private static Refusal unknownTag(String id) {
        return Refusal.badRequest("Tag with id " + id + " not found");
    }

    private static ObjectNode shown(SubAccount account, CustomField field) {
        return Json.object()
                .set(
                        "customField",
                        LocationJson.customField(field, account.location().id(), 0));
    }

    private static CustomField field(SubAccount account, String id) {
        CustomField field = account.location().customFields().get(id);
        if (field == null) {
            throw Refusal.badRequest("Custom field with id " + id + " not found");
        }
        return field;
    }

    private static boolean wanted(CustomField field, @Nullable String model) {
        return model == null ? field.model().equals("contact") : model.equals("all") || model.equals(field.model());
    }

    private static SubAccount account(ApiCall call) {
        return call.location(call.params().path("locationId"));
    }
}
