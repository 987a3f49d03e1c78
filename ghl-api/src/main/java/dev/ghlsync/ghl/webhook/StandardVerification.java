package dev.ghlsync.ghl.webhook;

import java.time.Duration;
import java.time.Instant;

/** Whether a Standard Webhooks message is authentic and fresh. Anything but {@link Verified} must not be accepted. */
public sealed interface StandardVerification {

    /** Authentic, and sent at {@code sentAt}; {@code messageId} is the sender's idempotency key. */
    record Verified(String messageId, Instant sentAt) implements StandardVerification {}

    /** The named header is absent or blank. */
    record MissingHeader(String header) implements StandardVerification {}

    /** The timestamp header is not a number of seconds since 1970. */
    record BadTimestamp() implements StandardVerification {}

    /** Older (positive) or further in the future (negative) than tolerated; the signature was not looked at. */
    record OutsideTolerance(Duration age) implements StandardVerification {}

    /** No {@code v1} signature of the header holds under an active secret. */
    record BadSignature() implements StandardVerification {}
}
