package dev.ghlsync.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.generate.Dealings;
import dev.ghlsync.sandbox.generate.LocationMaker;
import dev.ghlsync.sandbox.generate.People;
import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.locations.LocationJson;
import dev.ghlsync.sandbox.locations.LocationSettings;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes locations with people in them, hands out tokens, shows everything. */
final class LocationControl {
    private static final int CONTACTS_MAX = 1_000_000;

    private final Control control;

    LocationControl(Control control) {
        this.control = control;
    }

    Reply create(Params params) {
        ObjectNode body = params.request().body().length == 0 ? Json.object() : params.object();
        String wanted = Json.text(body, "id");
        String id = wanted != null ? wanted : control.world().newLocationId();
        if (control.world().find(id).isPresent()) {
            throw Refusal.badRequest("The location " + id + " exists already.");
        }
        int contacts = body.path("contacts").asInt(0);
        if (contacts < 0 || contacts > CONTACTS_MAX) {
            throw Refusal.badRequest("contacts must be between 0 and " + CONTACTS_MAX + ".");
        }
        var random = control.seeds().stream("people of " + id);
        var location = LocationMaker.make(
                id,
                control.app().companyId(),
                body.path("name").asText("Sandbox " + id),
                body.path("country").asText("US"),
                body.path("timezone").asText("America/New_York"),
                settings(body.path("settings"), LocationSettings.DEFAULTS),
                random);
        SubAccount account = control.world().add(location);
        control.locationEvents().created(location);
        control.installer().appeared(id);
        var people = new People(random, location, control.clock().instant());
        for (int i = 0; i < contacts; i++) {
            account.seed(people.make(i));
        }
        dealings(account, random, body);
        String token = token(account, Json.text(body, "token"), Set.of());
        ObjectNode answer =
                Json.object().put("locationId", id).put("contacts", contacts).put("token", token);
        return Reply.json(201, answer.set("location", LocationJson.full(location)));
    }

    private void dealings(SubAccount account, Stream random, ObjectNode body) {
        var dealings = new Dealings(random, account, control.clock().instant());
        List<String> people = List.copyOf(account.contacts().sorted().keySet());
        if (people.isEmpty()) {
            return;
        }
        for (int i = 0; i < body.path("deals").asInt(0); i++) {
            dealings.deal(people.get(i % people.size()));
        }
        for (int i = 0; i < body.path("bookings").asInt(0); i++) {
            dealings.booking(random.pick(people));
        }
    }

    Reply list(Params params) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        control.world()
                .all()
                .forEach(account -> list.add(LocationJson.full(account.location())
                        .put("contacts", account.contacts().size())));
        return Reply.ok(list);
    }

    Reply edit(Params params) {
        SubAccount account = account(control, params.path("locationId"));
        ObjectNode body = params.object();
        var changed =
                account.change(location -> location.withName(body.path("name").asText(location.name()))
                        .withSettings(settings(body.path("settings"), location.settings())));
        control.locationEvents().updated(changed);
        return Reply.ok(LocationJson.full(changed));
    }

    Reply addToken(Params params) {
        ObjectNode body = params.object();
        Set<String> scopes = new LinkedHashSet<>();
        body.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        SubAccount account = account(control, body.path("locationId").asText());
        String token = token(account, Json.text(body, "token"), scopes);
        return Reply.json(201, Json.object().put("token", token));
    }

    Reply rotate(Params params) {
        String next = control.tokens()
                .rotatePrivate(params.path("token"))
                .orElseThrow(() -> Refusal.notFound("There is no such token, or it is no longer valid."));
        return Reply.json(201, Json.object().put("token", next));
    }

    Reply revoke(Params params) {
        return Reply.ok(Json.object().put("revoked", control.tokens().revoke(params.path("token"))));
    }

    /** Every contact as GET would show it, ordered by id, then everything else as it is kept; written one by one. */
    Exchange state(Params params) {
        SubAccount account = account(control, params.required("locationId"));
        return new Exchange.Streamed(200, Reply.JSON, out -> StateDump.write(account, out));
    }

    static SubAccount account(Control control, String locationId) {
        return control.world()
                .find(locationId)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no location " + locationId + "; create it with POST /_sandbox/locations."));
    }

    private String token(SubAccount account, @Nullable String wanted, Set<String> scopes) {
        String token = wanted != null ? wanted : control.tokens().newPrivateToken();
        var location = account.location();
        String user = location.users().getFirst();
        control.tokens()
                .register(
                        token,
                        new Grant(
                                Grant.Kind.PRIVATE_INTEGRATION,
                                "private",
                                location.companyId(),
                                location.id(),
                                user,
                                Set.copyOf(scopes)));
        return token;
    }

    private static LocationSettings settings(JsonNode json, LocationSettings before) {
        List<String> priority = before.duplicatePriority();
        if (json.path("duplicatePriority").isArray()) {
            priority = json.path("duplicatePriority")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        }
        return new LocationSettings(
                json.path("allowDuplicateContact").asBoolean(before.allowDuplicateContact()),
                json.path("allowDuplicateOpportunity").asBoolean(before.allowDuplicateOpportunity()),
                json.path("allowFacebookNameMerge").asBoolean(before.allowFacebookNameMerge()),
                json.path("disableContactTimezone").asBoolean(before.disableContactTimezone()),
                priority);
    }
}
