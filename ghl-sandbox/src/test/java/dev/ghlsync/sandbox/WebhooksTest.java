package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private SandboxServer server;
    private WebhookTarget target;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        target = new WebhookTarget();
        server = SandboxServer.start(SandboxConfig.defaults()
                .withWebhookTarget(target.url())
                .withWebhookConcurrency(1)
                .withTimeScale(1_000)
                .withSettings(Settings.DEFAULTS.withLimits(0, 0)));
        client = Client.ofNewLocation(server, "");
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    @Test
    void aChangeThroughTheApiIsSentSignedInTheRealEnvelopeWithoutUnsetFields() throws GeneralSecurityException {
        // When
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann','email':'ann@x.co'}");
        // Then
        await().until(() -> target.received().size() == 1);
        var webhook = target.received().getFirst();
        JsonNode json = webhook.json();
        assertThat(json.properties().stream().map(entry -> entry.getKey()).toList())
                .containsExactly(
                        "type",
                        "locationId",
                        "versionId",
                        "appId",
                        "id",
                        "dateAdded",
                        "dnd",
                        "email",
                        "name",
                        "firstName",
                        "timestamp",
                        "webhookId");
        assertThat(json.path("type").asText()).isEqualTo("ContactCreate");
        assertThat(verifies(webhook.body(), webhook.signature())).isTrue();
        webhook.body()[5] ^= 1;
        assertThat(verifies(webhook.body(), webhook.signature())).isFalse();
    }

    @Test
    void oneActionGivesSeveralEvents() {
        // Given
        String id = client.control("POST", "/_sandbox/locations/$L/contacts", "{'firstName':'Ann'}")
                .json()
                .path("contact")
                .path("id")
                .asText();
        // When
        client.control("POST", "/_sandbox/locations/$L/contacts/" + id + "/tags", "{'tags':['VIP']}");
        client.control(
                "PUT",
                "/_sandbox/locations/$L/contacts/" + id + "/dnd",
                "{'dnd':true,'dndSettings':{'SMS':{'status':'active'}}}");
        client.control("PATCH", "/_sandbox/locations/$L/contacts/" + id, "{'companyName':'Acme'}");
        client.control("PATCH", "/_sandbox/locations/$L/contacts/" + id, "{'companyName':'Acme'}");
        client.call("DELETE", "/contacts/" + id, null);
        // Then
        await().untilAsserted(() -> assertThat(target.types())
                .isEqualTo(List.of(
                        "ContactCreate",
                        "ContactUpdate",
                        "ContactTagUpdate",
                        "ContactUpdate",
                        "ContactDndUpdate",
                        "ContactUpdate",
                        "ContactDelete",
                        "ContactUpdate")));
    }

    @Test
    void failedDeliveriesAreRepeatedWithTheSameBytes() {
        // Given
        target.failNext(3);
        // When
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann'}");
        // Then
        await().until(() -> target.received().size() == 4);
        assertThat(target.received().stream()
                        .map(received -> new String(received.body(), java.nio.charset.StandardCharsets.UTF_8))
                        .distinct())
                .hasSize(1);
        await().untilAsserted(() -> assertThat(client.control("GET", "/_sandbox/webhooks/counts", null)
                        .json()
                        .path("DELIVERED")
                        .asInt())
                .isEqualTo(1));
    }

    @Test
    void theOldPolicyRepeatsOnlyAfter429() {
        // Given
        client.control("PUT", "/_sandbox/webhooks/settings", "{'policy':'OLD'}");
        target.failNext(1);
        // When
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann'}");
        // Then
        await().untilAsserted(() -> assertThat(client.control("GET", "/_sandbox/webhooks/counts", null)
                        .json()
                        .path("FAILED")
                        .asInt())
                .isEqualTo(1));
        assertThat(target.received()).hasSize(1);
    }

    @Test
    void whatHappensDuringAPauseIsLostAndResendRepeatsOriginalBytes() {
        // Given
        client.control("POST", "/_sandbox/webhooks/pause", null);
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann'}");
        client.control("POST", "/_sandbox/webhooks/resume", null);
        JsonNode lost = client.control("GET", "/_sandbox/webhooks?status=paused", null)
                .json()
                .get(0);
        // When
        var answer = client.control(
                "POST", "/_sandbox/webhooks/" + lost.path("webhookId").asText() + "/resend", null);
        // Then
        assertThat(answer.status()).isEqualTo(202);
        await().until(() -> target.received().size() == 1);
        assertThat(target.received().getFirst().json()).isEqualTo(lost.path("body"));
    }

    @Test
    void everyEventCanBeDuplicatedOrDropped() {
        // Given
        client.control("PUT", "/_sandbox/webhooks/settings", "{'duplicateProbability':1}");
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann'}");
        await().until(() -> target.received().size() == 2);
        // When
        client.control("PUT", "/_sandbox/webhooks/settings", "{'dropProbability':1}");
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Bob'}");
        // Then
        assertThat(client.control("GET", "/_sandbox/webhooks/counts", null)
                        .json()
                        .path("DROPPED")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void legacySignaturesAreAddedOnRequest() throws GeneralSecurityException {
        // Given
        client.control("PUT", "/_sandbox/webhooks/settings", "{'legacySignature':true}");
        // When
        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'Ann'}");
        // Then
        await().until(() -> target.received().size() == 1);
        var webhook = target.received().getFirst();
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der("legacyRsa"))));
        rsa.update(webhook.body());
        assertThat(rsa.verify(Base64.getDecoder().decode(webhook.legacySignature())))
                .isTrue();
    }

    private byte[] der(String key) {
        String pem =
                client.control("GET", "/_sandbox/keys", null).json().path(key).asText();
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private boolean verifies(byte[] body, String signature) throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der("ed25519"))));
        ed25519.update(body);
        return ed25519.verify(Base64.getDecoder().decode(signature));
    }
}
