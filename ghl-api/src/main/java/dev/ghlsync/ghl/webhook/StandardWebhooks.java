package dev.ghlsync.ghl.webhook;

import dev.ghlsync.ghl.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies and signs by the Standard Webhooks specification 1.0 (HMAC-SHA256 over {@code id.timestamp.body}), for senders other than HighLevel.
 * Immutable and safe for concurrent use.
 */
public final class StandardWebhooks {
    public static final String ID_HEADER = "webhook-id";
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    public static final String SIGNATURE_HEADER = "webhook-signature";

    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION_PREFIX = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    /** The specification asks for 24 to 64 bytes. */
    private static final int SECRET_BYTES_MIN = 24;

    private static final int SIGNATURE_HEADER_CHARS_MAX = 4096;

    private final List<SecretKeySpec> keys;
    private final Duration tolerance;
    private final InstantSource clock;

    /**
     * @param secrets active secrets as {@code whsec_} plus base64, at least one; the first one signs
     * @param tolerance largest accepted age, and largest accepted lead of the sender's clock
     */
    public StandardWebhooks(List<Secret> secrets, Duration tolerance, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("No Standard Webhooks secret is configured; give at least one.");
        }
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw new IllegalArgumentException("The timestamp tolerance is " + tolerance + "; it must be positive.");
        }
        this.keys = secrets.stream().map(StandardWebhooks::key).toList();
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** Checks one message; each header value is null if the header is absent. */
    public StandardVerification verify(
            byte[] rawBody, @Nullable String id, @Nullable String timestamp, @Nullable String signatures) {
        if (id == null || id.isBlank()) {
            return new StandardVerification.MissingHeader(ID_HEADER);
        }
        if (timestamp == null || timestamp.isBlank()) {
            return new StandardVerification.MissingHeader(TIMESTAMP_HEADER);
        }
        if (signatures == null || signatures.isBlank()) {
            return new StandardVerification.MissingHeader(SIGNATURE_HEADER);
        }
        Instant sentAt = parse(timestamp);
        if (sentAt == null) {
            return new StandardVerification.BadTimestamp();
        }
        Duration age = Duration.between(sentAt, clock.instant());
        if (age.abs().compareTo(tolerance) > 0) {
            return new StandardVerification.OutsideTolerance(age);
        }
        // The signed text repeats the timestamp as it was sent, so a reformatted one does not verify.
        return anyMatches(signatures, id + "." + timestamp + ".", rawBody)
                ? new StandardVerification.Verified(id, sentAt)
                : new StandardVerification.BadSignature();
    }

    /** The value of {@value #SIGNATURE_HEADER}, made with the first secret. */
    public String sign(String id, Instant sentAt, byte[] rawBody) {
        byte[] mac = mac(keys.getFirst(), id + "." + sentAt.getEpochSecond() + ".", rawBody);
        return VERSION_PREFIX + Base64.getEncoder().encodeToString(mac);
    }

    private boolean anyMatches(String signatures, String head, byte[] rawBody) {
        if (signatures.length() > SIGNATURE_HEADER_CHARS_MAX) {
            return false;
        }
        List<byte[]> expected =
                keys.stream().map(key -> base64(mac(key, head, rawBody))).toList();
        boolean matched = false;
        for (String signature : signatures.split(" ")) {
            if (signature.startsWith(VERSION_PREFIX)) {
                byte[] given = signature.substring(VERSION_PREFIX.length()).getBytes(StandardCharsets.UTF_8);
                for (byte[] candidate : expected) {
                    matched |= MessageDigest.isEqual(candidate, given);
                }
            }
        }
        return matched;
    }

    private static byte[] base64(byte[] mac) {
        return Base64.getEncoder().encode(mac);
    }

    private static byte[] mac(SecretKeySpec key, String head, byte[] rawBody) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(rawBody);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot compute " + ALGORITHM + ".", e);
        }
    }

    private static @Nullable Instant parse(String timestamp) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException e) {
            return null; // The caller reports BadTimestamp.
        }
    }

    private static SecretKeySpec key(Secret secret) {
        String text = secret.reveal();
        String body = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A Standard Webhooks secret is not base64; expected whsec_ and the base64 of its bytes.", e);
        }
        if (bytes.length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException("A Standard Webhooks secret has " + bytes.length
                    + " bytes; the specification asks for at least " + SECRET_BYTES_MIN + ".");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }
}
