package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/** One location: what a person does in GoHighLevel, what a system of ours does through REST, and what each side then sees. */
final class Place implements AutoCloseable {
    /** Longest that a big location may take; the caller's own time limit is usually shorter. */
    private static final Duration LONG = Duration.ofMinutes(50);

    private final Installation installation;
    private final String id;
    private final String token;
    /** Opened when it is first looked at: a test may have hundreds of places. */
    private @Nullable ContactsTopic topic;

    private Place(Installation installation, String id, String token) {
        this.installation = installation;
        this.id = id;
        this.token = token;
    }

    /** A new location that has people in GoHighLevel and is not connected yet. */
    static Place made(Installation installation, String id, int people) {
        return made(installation, id, people, 0, 0);
    }

    static Place made(Installation installation, String id, int people, int deals, int bookings) {
        JsonNode made = installation
                .sandbox()
                .send(
                        "POST",
                        "/_sandbox/locations",
                        JsonApi.MAPPER
                                .createObjectNode()
                                .put("id", id)
                                .put("contacts", people)
                                .put("deals", deals)
                                .put("bookings", bookings))
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
        long epoch = connectOnly(true);
        return await("the initial sync of " + id)
                .atMost(ARRIVAL)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        this::connection,
                        shown -> shown.path("epoch").asLong() == epoch
                                && shown.path("initialSync")
                                        .path("status")
                                        .asText()
                                        .equals("COMPLETED"))
                .path("initialSync");
    }

    /** Connects the location, or connects it again, without waiting for what follows; returns the connection's epoch. */
    long connectOnly(boolean createInGhl) {
        return installation
                .gateway()
                .send(
                        "POST",
                        connectionPath(),
                        JsonApi.MAPPER.createObjectNode().put("token", token).put("createInGhl", createInGhl))
                .require("to connect the location")
                .path("epoch")
                .asLong();
    }

    /** The connection as the gateway shows it; waits for a gateway that starts. */
    JsonNode connection() {
        return await("the gateway")
                .atMost(ARRIVAL)
                .ignoreExceptions()
                .until(
                        () -> installation.gateway().get(connectionPath()).require("the connection"),
                        shown -> shown.has("epoch"));
    }

    /** Audits the location and returns the report. */
    JsonNode audit(boolean repair) {
        String audits = "/locations/" + id + "/audits";
        String auditId = installation
                .gateway()
                .send("POST", audits, JsonApi.MAPPER.createObjectNode().put("repair", repair))
                .require("an audit")
                .path("auditId")
                .asText();
        return await("the audit of " + id)
                .atMost(LONG)
                .until(
                        () -> installation.gateway().get(audits + "/" + auditId).require("the report"),
                        report -> !report.path("status").asText().equals("running"));
    }

    /** Audits without repair until both sides are equal: what was published takes a moment to arrive on our side. */
    JsonNode auditedUntilEqual() {
        return await("both sides of " + id + " to be equal")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> audit(false), report -> {
                    if (!report.path("isEqual").asBoolean()) {
                        ((ObjectNode) report).remove("auditId");
                        System.out.println("not equal yet: " + report);
                    }
                    return report.path("isEqual").asBoolean();
                });
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
        JsonApi api = api();
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
        return stateInGhl().path("contacts");
    }

    /** Everything GoHighLevel has of the location. */
    JsonNode stateInGhl() {
        return installation.sandbox().get("/_sandbox/state?locationId=" + id).require("the question for its state");
    }

    /** GoHighLevel's API with the location's token. */
    JsonApi api() {
        return new JsonApi(
                "GoHighLevel sandbox",
                installation.stack().addresses().http(Member.SANDBOX),
                Map.of("Authorization", "Bearer " + token, "Version", "2021-07-28"));
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
        return topic().contacts().stream()
                .filter(contact -> ghlId.equals(text(contact, "ghlContactId")))
                .filter(contact -> !"MERGED".equals(text(contact, "status")))
                .findFirst();
    }

    ContactsTopic topic() {
        ContactsTopic opened = topic == null ? new ContactsTopic(installation.kafka(), id) : topic;
        topic = opened;
        opened.catchUp();
        return opened;
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
                        () -> topic().contacts().stream()
                                .filter(contact -> contactId.equals(text(contact, "contactId")))
                                .map(contact -> text(contact, "ghlContactId"))
                                .filter(ghlId -> !ghlId.isEmpty())
                                .findFirst(),
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

    private String connectionPath() {
        return "/locations/" + id + "/connection";
    }

    private String contacts() {
        return "/_sandbox/locations/" + id + "/contacts";
    }

    private String ours() {
        return "/locations/" + id + "/contacts";
    }

    @Override
    public void close() {
        if (topic != null) {
            topic.close();
        }
    }
}
