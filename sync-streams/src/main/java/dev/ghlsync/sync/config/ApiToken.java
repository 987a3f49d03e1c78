package dev.ghlsync.sync.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The bearer token of the query API. Never shown. */
public record ApiToken(String value) {
    private static final int CHARS_MIN = 16;

    public ApiToken {
        if (value.length() < CHARS_MIN) {
            throw new IllegalArgumentException("API_TOKEN has fewer than " + CHARS_MIN
                    + " characters; set a longer one, such as the output of: openssl rand -hex 32.");
        }
    }

    /** Compares in constant time. */
    public boolean is(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ApiToken[***]";
    }
}
