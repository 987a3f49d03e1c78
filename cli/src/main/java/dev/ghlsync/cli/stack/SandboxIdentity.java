package dev.ghlsync.cli.stack;

import dev.ghlsync.cli.http.JsonApi;
import java.net.URI;
import java.util.Map;

/**
 * Who the sandbox is to the services: the app its webhooks name and the key they are signed with.
 *
 * @param webhookKey Ed25519 public key, PEM
 */
record SandboxIdentity(String clientId, String webhookKey) {
    static SandboxIdentity read(URI sandbox) {
        var api = new JsonApi("sandbox", sandbox);
        return new SandboxIdentity(
                api.get("/_sandbox/app")
                        .require("the question for its app")
                        .path("clientId")
                        .asText(),
                api.get("/_sandbox/keys")
                        .require("the question for its keys")
                        .path("ed25519")
                        .asText());
    }

    Map<String, String> environment() {
        return Map.of("GHL_CLIENT_ID", clientId, "WEBHOOK_PUBLIC_KEYS", webhookKey);
    }
}
