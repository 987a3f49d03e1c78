package dev.ghlsync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A long scripted session with the clock held: every kind of call, faults of every kind, disordered and refused webhooks, retries over
 * hours. Yields every answer with all its headers and every webhook as the target saw it, one line each.
 */
final class LongSession {
    private static final List<String> FAULTS = List.of(
            "{'kind':'status','status':503,'probability':0.2,'method':'PUT'}",
            "{'kind':'reset','probability':0.1,'method':'PUT'}",
            "{'kind':'cut-short','probability':0.1,'method':'PUT'}",
            "{'kind':'timeout-after-success','ms':0,'probability':0.1,'method':'PUT'}",
            "{'kind':'discarded','fields':['city'],'probability':0.2,'method':'PUT'}",
            "{'kind':'refused-but-done','probability':0.2,'method':'POST','path':'/contacts/'}",
            "{'kind':'throttled','probability':0.05}");

    private final List<String> lines = new ArrayList<>();
    private final Client client;
    private final WebhookTarget target;
    private final String secret;

    private LongSession(Client client, WebhookTarget target) {
        this.client = client;
        this.target = target;
        JsonNode app = client.control("GET", "/_sandbox/app", null).json();
        this.secret = "client_id=" + app.path("clientId").asText() + "&client_secret="
                + app.path("clientSecret").asText();
    }

    /** Arguments: seed, file to write the lines to. */
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[1]), play(Long.parseLong(args[0])), StandardCharsets.UTF_8);
        System.exit(0);
    }

    static SandboxConfig config(long seed) {
        return SandboxConfig.defaults()
                .heldAt(Instant.parse("2026-11-25T12:00:00Z"))
                .withSeed(seed);
    }

    static List<String> play(long seed) throws IOException {
        try (var target = new WebhookTarget();
                var server = SandboxServer.start(config(seed).withSettings(Settings.DEFAULTS.withLimits(120, 2_000)))) {
            var client = Client.ofNewLocation(server, "\"contacts\":50,\"deals\":10,\"bookings\":10");
            return new LongSession(client, target).play(target);
        }
    }

    private List<String> play(WebhookTarget at) {
        client.control(
                "PUT",
                "/_sandbox/webhooks/settings",
                "{'targetUrl':'" + at.url() + "','duplicateProbability':0.2,'dropProbability':0.1,"
                        + "'reorderProbability':0.3,'reorderMs':4000,'delayMs':500,'legacySignature':true}");
        install();
        FAULTS.forEach(rule -> client.control("POST", "/_sandbox/faults", rule));
        for (int i = 0; i < 20; i++) {
            contact(i);
        }
        client.control("DELETE", "/_sandbox/faults", null);
        others();
        advance("PT5H");
        control("GET", "/_sandbox/webhooks/counts", null);
        control("GET", "/_sandbox/webhooks?limit=1000", null);
        control("GET", "/_sandbox/requests?limit=1000", null);
        control("GET", "/_sandbox/state?locationId=$L", null);
        target.received()
                .forEach(webhook -> lines.add("webhook " + webhook.signature() + " " + webhook.legacySignature() + " "
                        + new String(webhook.body(), StandardCharsets.UTF_8)));
        return lines;
    }

    private void install() {
        JsonNode code = control("POST", "/_sandbox/install", "{'locationId':'$L'}");
        JsonNode first = token("authorization_code", "code", code.path("code").asText());
        token("refresh_token", "refresh_token", first.path("refresh_token").asText());
    }

    private JsonNode token(String grantType, String name, String value) {
        return note(
                "POST token",
                () -> client.send(
                        "POST",
                        "/oauth/token",
                        secret + "&grant_type=" + grantType + "&" + name + "=" + value,
                        request -> request.setHeader("Content-Type", "application/x-www-form-urlencoded")));
    }

    private void contact(int number) {
        target.failNext(number % 3, 500);
        String email = "p" + number % 30 + "@x.co";
        JsonNode made = call(
                "POST",
                "/contacts/",
                "{'locationId':'$L','firstName':'P" + number + "','email':'" + email + "','tags':['A','b']}");
        String id = made.path("contact")
                .path("id")
                .asText(made.path("meta").path("contactId").asText("nobody"));
        call("PUT", "/contacts/" + id, "{'city':'Ulm " + number + "','phone':'+49151123450" + (10 + number) + "'}");
        call("POST", "/contacts/" + id + "/tags", "{'tags':['t" + number + "']}");
        call("GET", "/contacts/" + id, null);
        if (number % 5 == 0) {
            call("DELETE", "/contacts/" + id, null);
        }
        if (number % 7 == 0) {
            call("POST", "/contacts/search", "{'locationId':'$L','pageLimit':20,'query':'p'}");
            call("GET", "/contacts/?locationId=$L&limit=10", null);
        }
        advance("PT2.5S");
    }

    private void others() {
        String contact = call("POST", "/contacts/upsert", "{'locationId':'$L','email':'deal@x.co'}")
                .path("contact")
                .path("id")
                .asText();
        String pipeline = call("GET", "/opportunities/pipelines?locationId=$L", null)
                .path("pipelines")
                .path(0)
                .path("id")
                .asText();
        String deal = call(
                        "POST",
                        "/opportunities/",
                        "{'locationId':'$L','pipelineId':'" + pipeline + "','name':'D','status':'open','contactId':'"
                                + contact + "'}")
                .path("opportunity")
                .path("id")
                .asText();
        call("PUT", "/opportunities/" + deal + "/status", "{'status':'won'}");
        call("GET", "/opportunities/search?location_id=$L&limit=5", null);
        call("POST", "/contacts/" + contact + "/notes", "{'body':'n'}");
        call(
                "POST",
                "/contacts/" + contact + "/tasks",
                "{'title':'t','dueDate':'2026-12-01T10:00:00Z','completed':false}");
        call("GET", "/locations/$L", null);
        call("GET", "/locations/$L/tags", null);
        call("GET", "/locations/$L/customFields", null);
    }

    private JsonNode call(String method, String path, @Nullable String body) {
        return note(method + " " + path, () -> client.call(method, path, body));
    }

    private JsonNode control(String method, String path, @Nullable String body) {
        return note(method + " " + path, () -> client.control(method, path, body));
    }

    private void advance(String by) {
        control("POST", "/_sandbox/clock", "{'advance':'" + by + "'}");
    }

    private interface Exchanged {
        Client.Answer answer();
    }

    private JsonNode note(String what, Exchanged exchanged) {
        try {
            Client.Answer answer = exchanged.answer();
            Map<String, List<String>> headers =
                    new TreeMap<>(answer.raw().headers().map());
            String body = new String(answer.raw().body(), StandardCharsets.UTF_8).replace("\n", "\\n");
            // The port is the machine's choice; it stands in the URLs of next pages.
            String line = (headers + " " + body).replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:port");
            lines.add(what + " " + answer.status() + " " + line);
            return answer.json();
        } catch (UncheckedIOException e) {
            lines.add(what + " broken");
            return client.control("GET", "/_sandbox/clock", null).json();
        }
    }
}
