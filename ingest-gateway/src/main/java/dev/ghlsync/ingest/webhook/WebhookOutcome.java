package dev.ghlsync.ingest.webhook;

import java.util.Locale;

/** How one webhook request ended: HTTP status, the sentence of the answer, and the metric tag. */
public enum WebhookOutcome {
    ACCEPTED(200, "Accepted."),
    /** Signed by HighLevel, without {@code type}, in a shape that HighLevel publishes without one: see {@link UntypedEvents}. */
    ACCEPTED_UNTYPED(200, "Accepted."),
    NOT_JSON(400, "The body is not a JSON object; send the event as one JSON object."),
    NO_TYPE(400, "The body has no text field 'type' that names the event; add it, such as \"type\":\"ContactUpdate\"."),
    BAD_SIGNATURE(
            401,
            "The signature does not match the body; sign the exact bytes that are sent, with a key this server knows."),
    UNSIGNED(
            401,
            "The request proves no sender; send X-GHL-Signature, X-Location-Secret for a connected location, or the"
                    + " Standard Webhooks headers."),
    BAD_SECRET(
            401,
            "X-Location-Secret is not an active secret of the location in 'locationId'; copy the present one into the"
                    + " workflow."),
    BAD_HMAC(
            401,
            "The Standard Webhooks headers are incomplete, too old or do not match the body; sign id, timestamp and"
                    + " body with the shared secret and a correct clock."),
    FOREIGN_APP(
            403,
            "The event is for another app: 'appId' is not the app of this server's GHL_CLIENT_ID; correct either."),
    FOREIGN_ADDRESS(403, "The sender's address is not allowed; add its network to WEBHOOK_ALLOWED_CIDRS."),
    TOO_LARGE(413, "The body is larger than WEBHOOK_MAX_BYTES allows; send a smaller event."),
    NOT_JSON_CONTENT(415, "The content type is not JSON; send Content-Type: application/json."),
    PAUSED(429, "An operator holds back the events of this location; send it again after the seconds in Retry-After."),
    THROTTLED(429, "The event cannot be stored safely right now; send it again after the seconds in Retry-After.");

    private final int status;
    private final String sentence;

    WebhookOutcome(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }

    /** Value of the metric tag {@code outcome}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
