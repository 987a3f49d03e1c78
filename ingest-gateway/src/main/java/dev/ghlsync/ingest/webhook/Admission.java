package dev.ghlsync.ingest.webhook;

/** Whether a webhook may go onto the topic. */
public sealed interface Admission {

    /** It may; the answer is 200 once the broker has it. */
    record Admitted(AcceptedWebhook webhook) implements Admission {}

    /** It may not. {@code type} is the event type for the metric, empty before the body was trusted. */
    record Refused(WebhookOutcome outcome, String type) implements Admission {
        static Refused of(WebhookOutcome outcome) {
            return new Refused(outcome, "");
        }
    }
}
