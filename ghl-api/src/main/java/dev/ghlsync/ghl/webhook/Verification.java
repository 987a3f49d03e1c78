package dev.ghlsync.ghl.webhook;

/** Whether a webhook is from HighLevel. Anything but {@link Verified} must not be accepted. */
public sealed interface Verification {

    /** Signed by the holder of the configured key {@code keyId}. Says nothing about the app or tenant: check {@link AppId}. */
    record Verified(Method method, String keyId) implements Verification {}

    /** No signature that counts: no header, {@code N/A}, or only a legacy header while legacy is off. */
    record Unsigned(Absence absence) implements Verification {}

    /** A signature that counts is there and does not hold. */
    record BadSignature(Method method, Problem problem) implements Verification {}

    enum Method {
        ED25519,
        RSA_LEGACY
    }

    enum Absence {
        NO_HEADER,
        NOT_AVAILABLE,
        LEGACY_DISABLED
    }

    enum Problem {
        /** Not base64, or not the length of a signature. */
        MALFORMED,
        /** No configured key signed these bytes. */
        MISMATCH
    }
}
