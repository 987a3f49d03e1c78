package dev.ghlsync.sandbox.seed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Derives independent named streams from one seed. The same seed and name always give the same stream. */
public record Seeds(long seed) {

    public Stream stream(String name) {
        byte[] digest = bytes(name);
        long state = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            state = (state << 8) | (digest[i] & 0xff);
        }
        return new Stream(state);
    }

    /** 32 bytes fixed by seed and name, for key material that must repeat. Not secret. */
    public byte[] bytes(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((seed + ":" + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256.", e);
        }
    }
}
