package dev.ghlsync.sandbox.control;

import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.webhooks.Outbox;
import dev.ghlsync.sandbox.webhooks.Signer;
import dev.ghlsync.sandbox.webhooks.WebhookSettings;

/** HighLevel's webhook dashboard and the switches for disorder. */
final class WebhookControl {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 100_000;

    private final Outbox outbox;
    private final Live<WebhookSettings> settings;
    private final Signer signer;

    WebhookControl(Outbox outbox, Live<WebhookSettings> settings, Signer signer) {
        this.outbox = outbox;
        this.settings = settings;
        this.signer = signer;
    }

    Reply list(Params params) {
        int limit = params.number("limit", LIMIT_DEFAULT, LIMIT_MAX);
        return Reply.ok(outbox.list(params.query("status"), params.query("type"), params.query("locationId"), limit));
    }

    Reply counts(Params params) {
        return Reply.ok(outbox.counts());
    }

    Reply settings(Params params) {
        return Reply.ok(settings.json());
    }

    Reply change(Params params) {
        settings.merge(params.object());
        return Reply.ok(settings.json());
    }

    Reply pause(boolean paused) {
        settings.merge(Json.object().put("paused", paused));
        return Reply.ok(settings.json());
    }

    Reply resend(Params params) {
        if (!outbox.resend(params.path("id"))) {
            throw Refusal.notFound("There is no webhook " + params.path("id") + ".");
        }
        return Reply.json(202, Json.object().put("resent", params.path("id")));
    }

    Reply keys(Params params) {
        var answer = Json.object().put("ed25519", signer.publicKeyPem());
        if (settings.get().legacySignature()) {
            answer.put("legacyRsa", signer.legacyPublicKeyPem());
        }
        return Reply.ok(answer);
    }
}
