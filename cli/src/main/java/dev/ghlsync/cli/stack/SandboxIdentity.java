package dev.ghlsync.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import java.net.URI;
import java.util.Map;

/**
 * Who the sandbox is to the services: the app its webhooks name and the key they are signed with.
 *
 * @param clientSecret of that app, for installing it
 * @param webhookKey Ed25519 public key, PEM
 */
record SandboxIdentity(String clientId, String clientSecret, String webhookKey) {
    static SandboxIdentity read(URI sandbox) {
        var api = new JsonApi("sandbox", sandbox);
        JsonNode app = api.get("/_sandbox/app").require("the question for its app");
        return new SandboxIdentity(
                app.path("clientId").asText(),
                app.path("clientSecret").asText(),
                api.get("/_sandbox/keys")
                        .require("the question for its keys")
                        .path("ed25519")
                        .asText());
    }

    Map<String, String> environment() {
        return Map.of("GHL_CLIENT_ID", clientId, "GHL_CLIENT_SECRET", clientSecret, "WEBHOOK_PUBLIC_KEYS", webhookKey);
    }
}
