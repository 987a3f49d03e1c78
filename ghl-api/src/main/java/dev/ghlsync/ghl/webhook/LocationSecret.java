package dev.ghlsync.ghl.webhook;

import dev.ghlsync.ghl.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The static header with which a location's workflow webhooks prove where they come from, because workflows cannot sign. Immutable and safe for
 * concurrent use.
 */
public final class LocationSecret {
    /** The header to enter in the workflow's webhook action. */
    public static final String HEADER = "X-Location-Secret";

    /** During a change the old and the new secret both hold. */
    private static final int ACTIVE_MAX = 2;

    private final List<byte[]> digests;

    /** @param active one secret, or two during a change */
    public LocationSecret(List<Secret> active) {
        if (active.isEmpty() || active.size() > ACTIVE_MAX) {
            throw new IllegalArgumentException(
                    "A location has " + active.size() + " webhook secrets; give one, or two during a change.");
        }
        this.digests = active.stream().map(secret -> digest(secret.reveal())).toList();
    }

    /** True if the header value is an active secret. Takes the same time whatever differs, and does not reveal lengths. */
    public boolean matches(@Nullable String headerValue) {
        if (headerValue == null) {
            return false;
        }
        byte[] given = digest(headerValue);
        boolean matched = false;
        for (byte[] digest : digests) {
            matched |= MessageDigest.isEqual(digest, given);
        }
        return matched;
    }

    private static byte[] digest(String value) {
        return Sha256.of(value.getBytes(StandardCharsets.UTF_8));
    }
}
