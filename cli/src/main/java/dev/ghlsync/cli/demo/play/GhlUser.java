package dev.ghlsync.cli.demo.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.demo.story.Fields;
import dev.ghlsync.cli.http.JsonApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A person who works in GoHighLevel's own pages: the sandbox's control API. */
public final class GhlUser {
    /** How GoHighLevel names our fields. */
    private static final Map<String, String> NAMES = Map.of(
            "givenName", "firstName",
            "familyName", "lastName",
            "company", "companyName",
            "addressLine1", "address1");

    private static final String CUSTOM = "customFields.";

    private final JsonApi sandbox;
    private final String contacts;
    private final String locationId;

    public GhlUser(JsonApi sandbox, String locationId) {
        this.sandbox = sandbox;
        this.locationId = locationId;
        this.contacts = "/_sandbox/locations/" + locationId + "/contacts";
    }

    /** Every contact of the location as GoHighLevel shows it. */
    public List<JsonNode> everyContact() {
        var all = new ArrayList<JsonNode>();
        sandbox.get("/_sandbox/state?locationId=" + locationId)
                .require("the question for its state")
                .path("contacts")
                .forEach(all::add);
        return all;
    }

    /** Webhooks that are neither delivered nor given up. */
    public int undelivered() {
        return sandbox.get("/_sandbox/webhooks/counts")
                .require("the question for its webhooks")
                .path("PENDING")
                .asInt();
    }

    /** Makes a contact and returns its id. */
    String create(Fields fields, Set<String> tags) {
        ObjectNode body = body(fields);
        body.set("tags", JsonApi.MAPPER.valueToTree(tags));
        body.put("source", "demo story").put("dnd", false);
        body.putObject("attributionSource")
                .put("url", "https://www.example.com/offer")
                .put("utmSource", "demo")
                .put("gclid", "Cj0KCQ-demo");
        body.putObject("lastAttributionSource").put("medium", "form").put("fbclid", "IwAR-demo");
        return sandbox.send("POST", contacts, body)
                .require("a new contact")
                .path("contact")
                .path("id")
                .asText();
    }

    void update(String id, Fields fields) {
        sandbox.send("PATCH", contacts + "/" + id, body(fields)).require("an edit");
    }

    void tag(String id, Set<String> add, Set<String> remove) {
        if (!add.isEmpty()) {
            sandbox.send("POST", contacts + "/" + id + "/tags", tags(add)).require("new tags");
        }
        if (!remove.isEmpty()) {
            sandbox.send("DELETE", contacts + "/" + id + "/tags", tags(remove)).require("the removal of tags");
        }
    }

    /** Do not disturb on one channel. */
    void block(String id) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode();
        body.putObject("dndSettings")
                .putObject("SMS")
                .put("status", "active")
                .put("message", "asked by phone")
                .put("code", "105");
        sandbox.send("PUT", contacts + "/" + id + "/dnd", body).require("a block");
    }

    void delete(String id) {
        sandbox.delete(contacts + "/" + id).require("a delete");
    }

    private static ObjectNode tags(Set<String> tags) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode();
        body.set("tags", JsonApi.MAPPER.valueToTree(tags));
        return body;
    }

    private static ObjectNode body(Fields fields) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode();
        fields.set().forEach((name, value) -> body.put(NAMES.getOrDefault(name, name), value));
        var custom = body.putArray("customFields");
        fields.custom()
                .forEach((id, value) ->
                        custom.addObject().put("id", id).set("value", JsonApi.MAPPER.valueToTree(value)));
        fields.clear().forEach(name -> {
            if (name.startsWith(CUSTOM)) {
                custom.addObject().put("id", name.substring(CUSTOM.length())).putNull("value");
            } else {
                body.putNull(NAMES.getOrDefault(name, name));
            }
        });
        if (custom.isEmpty()) {
            body.remove("customFields");
        }
        return body;
    }
}
