package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.demo.watch.ContactsTopic;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.JsonReply;
import dev.ghlsync.cli.stack.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;

/** One location: what a person does in GoHighLevel, what a system of ours does through REST, and what each side then sees. */
final class Place implements AutoCloseable {
    private final Installation installation;
    private final String id;
    private final String token;
    private final ContactsTopic topic;

    private Place(Installation installation, String id, String token) {
        this.installation = installation;
        this.id = id;
        this.token = token;
        this.topic = new ContactsTopic(installation.kafka(), id);
    }

    /** A new location that has people in GoHighLevel and is not connected yet. */
    static Place made(Installation installation, String id, int people) {
        JsonNode made = installation
                .sandbox()
                .send(
                        "POST",
                        "/_sandbox/locations",
                        JsonApi.MAPPER.createObjectNode().put("id", id).put("contacts", people))
                .require("a location");
        return new Place(installation, id, made.path("token").asText());
    }

    static Place connected(Installation installation, String id) {
        Place place = made(installation, id, 0);
        place.connect();
        return place;
    }

    String id() {
        return id;
    }

    /** Private integration token of the location. */
    String token() {
        return token;
    }

    /** Connects the location, or connects it again, and waits for the end of the initial sync; the answer tells what it read. */
    JsonNode connect() {
        String path = "/locations/" + id + "/connection";
        long epoch = installation
                .gateway()
                .send(
                        "POST",
                        path,
                        JsonApi.MAPPER.createObjectNode().put("token", token).put("createInGhl", true))
                .require("to connect the location")
                .path("epoch")
                .asLong();
        return await("the initial sync of " + id)
                .atMost(ARRIVAL)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> installation.gateway().get(path).body(),
                        shown -> shown.path("epoch").asLong() == epoch
                                && shown.path("initialSync")
                                        .path("status")
                                        .asText()
                                        .equals("COMPLETED"))
                .path("initialSync");
    }

    /** A person makes a contact in GoHighLevel; returns its id there. */
    String createdInGhl(String contact) {
        return installation
                .sandbox()
                .send("POST", contacts(), json(contact))
                .require("a new contact")
                .path("contact")
                .path("id")
                .asText();
    }

    void editedInGhl(String ghlId, String changes) {
        installation
                .sandbox()
                .send("PATCH", contacts() + "/" + ghlId, json(changes))
                .require("an edit");
    }

    /** Does something in GoHighLevel while its webhooks are paused, so that they are lost. */
    <T> T unheard(Supplier<T> work) {
        var sandbox = installation.sandbox();
        sandbox.send("POST", "/_sandbox/webhooks/pause", json("{}")).require("a pause");
        try {
            return work.get();
        } finally {
            sandbox.send("POST", "/_sandbox/webhooks/resume", json("{}")).require("the end of the pause");
        }
    }

    /** An edit whose webhook is lost; returns the body it would have had. */
    JsonNode editedUnheard(String ghlId, String changes) {
        return unheard(() -> {
            editedInGhl(ghlId, changes);
            return webhooks().getLast();
        });
    }

    /** Bodies of the location's webhooks, oldest first, delivered or not. */
    List<JsonNode> webhooks() {
        return installation
                .sandbox()
                .get("/_sandbox/webhooks?limit=1000&locationId=" + id)
                .require("the question for its webhooks")
                .valueStream()
                .map(webhook -> webhook.path("body"))
                .toList();
    }

    void taggedInGhl(String ghlId, String tags) {
        installation
                .sandbox()
                .send("POST", contacts() + "/" + ghlId + "/tags", json(tags))
                .require("new tags");
    }

    void untaggedInGhl(String ghlId, String tags) {
        installation
                .sandbox()
                .send("DELETE", contacts() + "/" + ghlId + "/tags", json(tags))
                .require("the removal of tags");
    }

    void deletedInGhl(String ghlId) {
        installation.sandbox().delete(contacts() + "/" + ghlId).require("a delete");
    }

    /** The contact as GoHighLevel shows it; missing when it has none of this id. */
    JsonNode inGhl(String ghlId) {
        return everyoneInGhl()
                .valueStream()
                .filter(contact -> contact.path("id").asText().equals(ghlId))
                .findFirst()
                .orElseGet(JsonApi.MAPPER::missingNode);
    }

    /** Waits until GoHighLevel's search, whose index lags behind by seconds, knows so many contacts. */
    void awaitInSearch(int count) {
        var api = new JsonApi(
                "GoHighLevel sandbox",
                installation.stack().addresses().http(Member.SANDBOX),
                Map.of("Authorization", "Bearer " + token, "Version", "2021-07-28"));
        JsonNode search =
                JsonApi.MAPPER.createObjectNode().put("locationId", id).put("pageLimit", 1);
        await("the search index of " + id)
                .atMost(ARRIVAL)
                .until(() -> api.send("POST", "/contacts/search", search)
                                .require("a search")
                                .path("total")
                                .asInt()
                        == count);
    }

    JsonNode everyoneInGhl() {
        return installation
                .sandbox()
                .get("/_sandbox/state?locationId=" + id)
                .require("the question for its state")
                .path("contacts");
    }

    /** A system of ours makes a contact; returns the gateway's answer. */
    JsonNode createdByUs(String contact) {
        return installation.gateway().send("POST", ours(), json(contact)).require("a new contact");
    }

    JsonNode editedByUs(String contactId, String changes) {
        return installation
                .gateway()
                .send("PATCH", ours() + "/" + contactId, json(changes))
                .require("an edit");
    }

    /** What became of a change of ours. */
    JsonReply change(String changeId) {
        return installation.gateway().get("/locations/" + id + "/changes/" + changeId);
    }

    /** The query API's answer about one contact of ours. */
    JsonReply queried(String contactId) {
        return installation.query().get(ours() + "/" + contactId);
    }

    /** The newest record of every contact of the location on {@code sync.contacts}, by what is linked to the GoHighLevel id. */
    Optional<GenericRecord> onTopic(String ghlId) {
        topic.catchUp();
        return topic.contacts().stream()
                .filter(contact -> ghlId.equals(text(contact, "ghlContactId")))
                .filter(contact -> !"MERGED".equals(text(contact, "status")))
                .findFirst();
    }

    ContactsTopic topic() {
        topic.catchUp();
        return topic;
    }

    /** Waits until the record linked to the GoHighLevel id meets the requirements, and returns it. */
    GenericRecord awaited(String ghlId, Consumer<GenericRecord> requirements) {
        await("contact " + ghlId + " on sync.contacts")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(onTopic(ghlId)).hasValueSatisfying(requirements));
        return onTopic(ghlId).orElseThrow();
    }

    /** Waits until a contact of ours is linked, and returns its id in GoHighLevel. */
    String linked(String contactId) {
        return await("the link of " + contactId)
                .atMost(ARRIVAL)
                .until(
                        () -> {
                            topic.catchUp();
                            return topic.contacts().stream()
                                    .filter(contact -> contactId.equals(text(contact, "contactId")))
                                    .map(contact -> text(contact, "ghlContactId"))
                                    .filter(ghlId -> !ghlId.isEmpty())
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /** A field as text, empty when it has no value. */
    static String text(GenericRecord record, String field) {
        return Objects.toString(record.get(field), "");
    }

    static JsonNode json(String text) {
        try {
            return JsonApi.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The test's own JSON cannot be read.", e);
        }
    }

    private String contacts() {
        return "/_sandbox/locations/" + id + "/contacts";
    }

    private String ours() {
        return "/locations/" + id + "/contacts";
    }

    @Override
    public void close() {
        topic.close();
    }
}
