package dev.ghlsync.push.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.destination.Access;
import dev.ghlsync.push.destination.CustomValues;
import dev.ghlsync.push.destination.HttpDestination;
import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.FieldForms;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.domain.TimeScale;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One location in a sandbox of its own, and the product's way to it over real HTTP. */
final class SandboxLocation implements AutoCloseable {
    static final String ID = "location-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxServer sandbox = SandboxServer.start(SandboxConfig.defaults());
    private final HttpClient control = HttpClient.newHttpClient();
    private final GhlClient client;
    private final Secret token;
    private final Attempts attempts;
    private boolean companyNameOnUpdate;

    SandboxLocation() {
        this.client = new GhlClient(
                new GhlClientConfig(
                        sandbox.baseUrl(), Duration.ofSeconds(2), Duration.ofSeconds(4), "pusher-test", 1 << 20),
                Clock.systemUTC());
        this.token = Secret.of(control("POST", "/locations", "{\"id\":\"" + ID + "\"}")
                .path("token")
                .asText());
        this.attempts = new Attempts(
                new HttpDestination(client.contacts()),
                new FieldForms(CustomValues::canonical),
                new RetryPlan(new TimeScale(0.001)),
                Clock.systemUTC());
    }

    AttemptOutcome run(PushWish wish) {
        return run(wish, Carry.NONE);
    }

    AttemptOutcome run(PushWish wish, Carry carry) {
        return attempts.run(wish, carry, access(token));
    }

    AttemptOutcome runWithToken(PushWish wish, String other) {
        return attempts.run(wish, Carry.NONE, access(Secret.of(other)));
    }

    void allowCompanyNameOnUpdate() {
        companyNameOnUpdate = true;
    }

    /** What somebody does in GHL's own pages; the id of the contact. */
    String contact(String json) {
        return control("POST", "/locations/" + ID + "/contacts", json)
                .at("/contact/id")
                .asText();
    }

    void edit(String contactId, String json) {
        control("PATCH", "/locations/" + ID + "/contacts/" + contactId, json);
    }

    void delete(String contactId) {
        control("DELETE", "/locations/" + ID + "/contacts/" + contactId, "{}");
    }

    void allowDuplicates() {
        control("PATCH", "/locations/" + ID, "{\"settings\":{\"allowDuplicateContact\":true}}");
    }

    void fault(String json) {
        control("POST", "/faults", json);
    }

    List<JsonNode> contacts() {
        List<JsonNode> contacts = new ArrayList<>();
        control("GET", "/state?locationId=" + ID, null).path("contacts").forEach(contacts::add);
        return contacts;
    }

    JsonNode contactOf(String id) {
        return contacts().stream()
                .filter(c -> c.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<String> customFieldIds() {
        List<String> ids = new ArrayList<>();
        get("/locations/" + ID + "/customFields")
                .path("customFields")
                .forEach(f -> ids.add(f.path("id").asText()));
        return ids;
    }

    /** Method and path of every call so far, in order. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        requests()
                .forEach(call -> calls.add(call.path("method").asText() + " "
                        + call.path("path").asText().replaceAll("/contacts/[^/]{10,}", "/contacts/{id}")));
        return calls;
    }

    List<JsonNode> requests() {
        List<JsonNode> requests = new ArrayList<>();
        JsonNode answer = control("GET", "/requests?limit=1000&path=/contacts", null);
        (answer.isArray() ? answer : answer.path("requests")).forEach(requests::add);
        return requests;
    }

    private Access access(Secret used) {
        return new Access(ID, used, companyNameOnUpdate, () -> true, () -> {}, () -> {});
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Version", "2021-07-28")
                .build());
    }

    private JsonNode control(String method, String path, String body) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_sandbox" + path))
                .method(method, publisher)
                .header("Content-Type", "application/json")
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = control.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " answered " + response.statusCode() + " "
                        + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        control.close();
        sandbox.close();
    }
}
