package dev.ghlsync.ghl.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The public keys that HighLevel publishes for its webhooks; the defaults when no keys are configured. */
public final class HighLevelKeys {
    private HighLevelKeys() {}

    /** Verifies {@code X-GHL-Signature} (HighLevel docs, Webhook Integration Guide). */
    public static Ed25519Key ed25519() {
        return Ed25519Key.parse(resource("/ghl/keys/ghl-webhook-ed25519.pem"));
    }

    /** Verifies {@code X-WH-Signature}, which HighLevel ended on 1 September 2026 (Webhook Integration Guide). */
    public static LegacyRsaKey legacyRsa() {
        return LegacyRsaKey.parse(resource("/ghl/keys/ghl-webhook-legacy-rsa4096.pem"));
    }

    private static String resource(String path) {
        try (InputStream in = HighLevelKeys.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + path + " is missing from the ghl-api jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
