package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.webhook.Ed25519Key;
import dev.ghlsync.ghl.webhook.HighLevelKeys;
import dev.ghlsync.ghl.webhook.LegacyRsaKey;
import dev.ghlsync.ingest.domain.Cidr;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook route accepts.
 *
 * @param bodyBytesMax largest accepted body
 * @param keys Ed25519 keys, at least one
 * @param legacyKeys RSA keys of the legacy signature; empty switches it off
 * @param clientId OAuth client id of our app; null refuses every body that names an app
 * @param hmacSecrets secrets of Standard Webhooks senders; empty switches them off
 * @param hmacTolerance largest accepted age of their timestamp
 * @param allowed networks that may send; empty allows all
 * @param retryAfter what a 429 says in Retry-After
 */
public record WebhookConfig(
        int bodyBytesMax,
        List<Ed25519Key> keys,
        List<LegacyRsaKey> legacyKeys,
        @Nullable String clientId,
        List<Secret> hmacSecrets,
        Duration hmacTolerance,
        List<Cidr> allowed,
        Duration retryAfter) {
    /** Stands for the key HighLevel publishes. */
    private static final String PUBLISHED = "published";

    private static final int BODY_BYTES_DEFAULT = 1 << 20;
    private static final int BODY_BYTES_MIN = 1 << 10;
    private static final int BODY_BYTES_MAX = 8 << 20;

    public WebhookConfig {
        keys = List.copyOf(keys);
        legacyKeys = List.copyOf(legacyKeys);
        hmacSecrets = List.copyOf(hmacSecrets);
        allowed = List.copyOf(allowed);
    }

    static WebhookConfig from(Env env) {
        List<Ed25519Key> keys = env.list(
                "WEBHOOK_PUBLIC_KEYS", key -> PUBLISHED.equals(key) ? HighLevelKeys.ed25519() : Ed25519Key.parse(key));
        return new WebhookConfig(
                env.integer("WEBHOOK_MAX_BYTES", BODY_BYTES_DEFAULT, BODY_BYTES_MIN, BODY_BYTES_MAX),
                keys.isEmpty() ? List.of(HighLevelKeys.ed25519()) : keys,
                env.list(
                        "WEBHOOK_LEGACY_PUBLIC_KEYS",
                        key -> PUBLISHED.equals(key) ? HighLevelKeys.legacyRsa() : LegacyRsaKey.parse(key)),
                env.text("GHL_CLIENT_ID"),
                env.list("WEBHOOK_HMAC_SECRETS", Secret::of),
                env.millis(
                        "WEBHOOK_HMAC_TOLERANCE_MS", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1)),
                env.list("WEBHOOK_ALLOWED_CIDRS", Cidr::parse),
                Duration.ofSeconds(env.integer("WEBHOOK_RETRY_AFTER_SECONDS", 10, 1, 3600)));
    }

    /** Keys by their ids, secrets masked. */
    @Override
    public String toString() {
        return "WebhookConfig[bodyBytesMax=" + bodyBytesMax + ", keys="
                + keys.stream().map(Ed25519Key::keyId).toList() + ", legacyKeys="
                + legacyKeys.stream().map(LegacyRsaKey::keyId).toList() + ", clientId=" + clientId + ", hmacSecrets="
                + hmacSecrets + ", hmacTolerance=" + hmacTolerance + ", allowed=" + allowed + ", retryAfter="
                + retryAfter + "]";
    }
}
