package dev.ghlsync.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.demo.story.Setting;
import dev.ghlsync.cli.http.JsonApi;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A location of the sandbox that is made for a demo.
 *
 * @param token private integration token
 * @param customFields definitions of its custom fields, as the API gives them
 */
record DemoLocation(String id, String token, JsonNode customFields) {
    /** Calls in a window of ten seconds; GoHighLevel allows 100, which would make a demo wait for minutes. */
    private static final int BURST_LIMIT = 5_000;

    private static final String API_VERSION = "2021-07-28";

    static DemoLocation make(URI sandbox, int contacts) {
        var control = new JsonApi("sandbox", sandbox);
        ObjectNode settings = JsonApi.MAPPER.createObjectNode().put("burstLimit", BURST_LIMIT);
        control.send("PUT", "/_sandbox/settings", settings).require("its settings");
        ObjectNode wanted = JsonApi.MAPPER.createObjectNode().put("id", "demo").put("contacts", contacts);
        JsonNode made = control.send("POST", "/_sandbox/locations", wanted).require("a location");
        String id = made.path("locationId").asText();
        String token = made.path("token").asText();
        var api = new JsonApi("sandbox", sandbox, Map.of("Authorization", "Bearer " + token, "Version", API_VERSION));
        JsonNode fields = api.get("/locations/" + id + "/customFields").require("the question for its custom fields");
        return new DemoLocation(id, token, fields.path("customFields"));
    }

    /**
     * @param contacts every contact of the location as GoHighLevel shows it
     */
    Setting setting(List<JsonNode> contacts) {
        JsonNode list = field("CHECKBOX");
        return new Setting(
                contacts.stream().map(contact -> contact.path("id").asText()).toList(),
                field("TEXT").path("id").asText(),
                field("NUMERICAL").path("id").asText(),
                list.path("id").asText(),
                list.path("picklistOptions").valueStream().map(JsonNode::asText).toList(),
                contacts.stream()
                        .filter(contact -> contact.hasNonNull("assignedTo"))
                        .map(contact -> contact.path("assignedTo").asText())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private JsonNode field(String type) {
        return customFields
                .valueStream()
                .filter(field -> field.path("dataType").asText().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sandbox has no custom field of type " + type + "."));
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "DemoLocation[" + id + "]";
    }
}
