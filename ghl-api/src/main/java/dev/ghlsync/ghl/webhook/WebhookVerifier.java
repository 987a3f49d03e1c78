package dev.ghlsync.ghl.webhook;

import dev.ghlsync.ghl.webhook.Verification.Absence;
import dev.ghlsync.ghl.webhook.Verification.BadSignature;
import dev.ghlsync.ghl.webhook.Verification.Method;
import dev.ghlsync.ghl.webhook.Verification.Problem;
import dev.ghlsync.ghl.webhook.Verification.Unsigned;
import dev.ghlsync.ghl.webhook.Verification.Verified;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether HighLevel signed a webhook body. Pure, immutable, safe for concurrent use.
 *
 * <p>If {@code X-GHL-Signature} is present it alone decides, also when it says {@code N/A}; the legacy {@code X-WH-Signature} is looked at only
 * when the new header is absent and legacy keys are configured (HighLevel docs, Webhook Integration Guide).
 */
public final class WebhookVerifier {
    public static final String SIGNATURE_HEADER = "X-GHL-Signature";
    public static final String LEGACY_SIGNATURE_HEADER = "X-WH-Signature";

    /** What HighLevel sends in a signature header when it has no signature. */
    private static final String NOT_AVAILABLE = "N/A";

    /** Base64 of an RSA-8192 signature; longer header values are refused before they are decoded. */
    private static final int HEADER_CHARS_MAX = 1368;

    private final List<Ed25519Key> keys;
    private final List<LegacyRsaKey> legacyKeys;

    /**
     * @param keys active keys, at least one; during a key change both the old and the new
     * @param legacyKeys active legacy keys; empty switches the legacy signature off
     */
    public WebhookVerifier(List<Ed25519Key> keys, List<LegacyRsaKey> legacyKeys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "No Ed25519 webhook key is configured; give at least one, or the published default.");
        }
        this.keys = List.copyOf(keys);
        this.legacyKeys = List.copyOf(legacyKeys);
    }

    /** Accepts the key that HighLevel publishes; legacy off. */
    public static WebhookVerifier withPublishedKey() {
        return new WebhookVerifier(List.of(HighLevelKeys.ed25519()), List.of());
    }

    /**
     * @param rawBody the body exactly as received, before any decoding or parsing
     * @param signature value of {@value #SIGNATURE_HEADER}, null if the header is absent
     * @param legacySignature value of {@value #LEGACY_SIGNATURE_HEADER}, null if the header is absent
     */
    public Verification verify(byte[] rawBody, @Nullable String signature, @Nullable String legacySignature) {
        if (signature != null) {
            return isNotAvailable(signature) ? new Unsigned(Absence.NOT_AVAILABLE) : verifyEd25519(rawBody, signature);
        }
        if (legacySignature == null) {
            return new Unsigned(Absence.NO_HEADER);
        }
        if (legacyKeys.isEmpty()) {
            return new Unsigned(Absence.LEGACY_DISABLED);
        }
        return isNotAvailable(legacySignature)
                ? new Unsigned(Absence.NOT_AVAILABLE)
                : verifyLegacy(rawBody, legacySignature);
    }

    private Verification verifyEd25519(byte[] rawBody, String header) {
        byte[] signature = decode(header);
        if (signature.length != Ed25519Key.SIGNATURE_BYTES) {
            return new BadSignature(Method.ED25519, Problem.MALFORMED);
        }
        for (Ed25519Key key : keys) {
            if (key.verifies(rawBody, signature)) {
                return new Verified(Method.ED25519, key.keyId());
            }
        }
        return new BadSignature(Method.ED25519, Problem.MISMATCH);
    }

    private Verification verifyLegacy(byte[] rawBody, String header) {
        byte[] signature = decode(header);
        if (signature.length == 0) {
            return new BadSignature(Method.RSA_LEGACY, Problem.MALFORMED);
        }
        for (LegacyRsaKey key : legacyKeys) {
            if (key.verifies(rawBody, signature)) {
                return new Verified(Method.RSA_LEGACY, key.keyId());
            }
        }
        return new BadSignature(Method.RSA_LEGACY, Problem.MISMATCH);
    }

    private static boolean isNotAvailable(String header) {
        return header.strip().equalsIgnoreCase(NOT_AVAILABLE);
    }

    /** The decoded header value; empty if it is not base64 or too long. */
    private static byte[] decode(String header) {
        String text = header.strip();
        if (text.length() > HEADER_CHARS_MAX) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // Not base64: the caller reports MALFORMED.
        }
    }
}
