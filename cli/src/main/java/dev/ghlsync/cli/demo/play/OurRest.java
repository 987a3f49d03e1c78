package dev.ghlsync.cli.demo.play;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.demo.story.Fields;
import dev.ghlsync.cli.http.JsonApi;
import java.util.Set;

/** A system of ours that uses the REST API of the gateway. */
final class OurRest implements OurSystem {
    private static final String CUSTOM = "customFields.";

    private final JsonApi gateway;
    private final String contacts;

    OurRest(JsonApi gateway, String locationId) {
        this.gateway = gateway;
        this.contacts = "/locations/" + locationId + "/contacts";
    }

    @Override
    public String create(Fields fields, Set<String> tags) {
        ObjectNode body = body(fields);
        body.set("tags", JsonApi.MAPPER.valueToTree(tags));
        return gateway.send("POST", contacts, body)
                .require("a new contact")
                .path("contactId")
                .asText();
    }

    @Override
    public void update(Target target, Fields fields, Set<String> tagsAdd, Set<String> tagsRemove) {
        ObjectNode body = body(fields);
        if (!tagsAdd.isEmpty()) {
            body.set("tagsAdd", JsonApi.MAPPER.valueToTree(tagsAdd));
        }
        if (!tagsRemove.isEmpty()) {
            body.set("tagsRemove", JsonApi.MAPPER.valueToTree(tagsRemove));
        }
        gateway.send("PATCH", contacts + "/" + target.contactId(), body).require("an edit");
    }

    @Override
    public void archive(Target target) {
        gateway.delete(contacts + "/" + target.contactId()).require("an archive");
    }

    private static ObjectNode body(Fields fields) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode();
        fields.set().forEach(body::put);
        var custom = body.putArray("customFields");
        fields.custom()
                .forEach((id, value) ->
                        custom.addObject().put("id", id).set("value", JsonApi.MAPPER.valueToTree(value)));
        fields.clear().forEach(name -> {
            if (name.startsWith(CUSTOM)) {
                custom.addObject().put("id", name.substring(CUSTOM.length())).putNull("value");
            } else {
                body.putNull(name);
            }
        });
        if (custom.isEmpty()) {
            body.remove("customFields");
        }
        return body;
    }
}
