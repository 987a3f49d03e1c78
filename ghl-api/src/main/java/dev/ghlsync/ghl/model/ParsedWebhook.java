package dev.ghlsync.ghl.model;

/** What a webhook body turned out to be. */
public sealed interface ParsedWebhook permits ParsedWebhook.NotJson, ParsedWebhook.NoType, WebhookEnvelope {

    /** Not one complete JSON object, or one beyond the limits. */
    record NotJson(Defect defect) implements ParsedWebhook {}

    /** A JSON object without a textual, non-blank {@code type}. */
    record NoType() implements ParsedWebhook {}

    enum Defect {
        EMPTY,
        NOT_AN_OBJECT,
        /** Nested deeper than {@link GhlJson#NESTING_MAX}, or with a name or number of absurd length. */
        BEYOND_LIMITS,
        SYNTAX
    }
}
