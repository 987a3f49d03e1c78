package dev.ghlsync.ingest.intake;

import dev.ghlsync.ingest.avro.WebhookRecords;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.ops.WebhookMetrics;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.Publisher;
import dev.ghlsync.ingest.webhook.AcceptedWebhook;
import dev.ghlsync.ingest.webhook.Admission;
import dev.ghlsync.ingest.webhook.WebhookGate;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import dev.ghlsync.ingest.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits a webhook, publishes it and waits for the acknowledgement. Whatever is in doubt, an error of our own included, ends as
 * {@link WebhookOutcome#THROTTLED}: HighLevel redelivers after a 429 under every policy it has published. Safe for concurrent use.
 */
public final class WebhookIntake {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookIntake.class);

    private final WebhookGate gate;
    private final BooleanSupplier locationsKnown;
    private final Publisher publisher;
    private final WebhookMetrics metrics;
    private final Ids ids;
    private final InstantSource clock;
    private final Duration retryAfter;
    private final Consumer<String> refused;

    /**
     * @param locationsKnown false until the connections were read: until then a secret cannot be judged
     * @param refused told the location of a webhook that was verified and could not be stored
     */
    public WebhookIntake(
            WebhookGate gate,
            BooleanSupplier locationsKnown,
            Publisher publisher,
            WebhookMetrics metrics,
            Ids ids,
            InstantSource clock,
            Duration retryAfter,
            Consumer<String> refused) {
        this.gate = gate;
        this.locationsKnown = locationsKnown;
        this.publisher = publisher;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
        this.retryAfter = retryAfter;
        this.refused = refused;
    }

    /** Never fails: the future completes with the outcome, within the publisher's time limit. */
    public CompletableFuture<WebhookOutcome> receive(WebhookRequest request) {
        try {
            if (!locationsKnown.getAsBoolean()) {
                metrics.doubtful(Doubt.NOT_RUNNING);
                return CompletableFuture.completedFuture(counted(WebhookOutcome.THROTTLED, ""));
            }
            return switch (gate.admit(request)) {
                case Admission.Refused refused ->
                    CompletableFuture.completedFuture(counted(refused.outcome(), refused.type()));
                case Admission.Admitted admitted -> publish(admitted.webhook());
            };
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(bug(e));
        }
    }

    /** Counts a request that was refused before it was read. */
    public WebhookOutcome refuse(WebhookOutcome outcome) {
        return counted(outcome, "");
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    private CompletableFuture<WebhookOutcome> publish(AcceptedWebhook webhook) {
        Instant receivedAt = clock.instant();
        String webhookId = webhook.envelope().webhookId();
        String correlationId = webhookId == null ? ids.next() : webhookId;
        return publisher
                .publish(WebhookRecords.of(webhook, receivedAt, correlationId))
                .thenApply(outcome -> settled(webhook, receivedAt, outcome))
                .exceptionally(this::bug);
    }

    private WebhookOutcome settled(AcceptedWebhook webhook, Instant receivedAt, PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Stored ignored -> {
                metrics.acknowledged(Duration.between(receivedAt, clock.instant()));
                yield counted(
                        webhook.typed() ? WebhookOutcome.ACCEPTED : WebhookOutcome.ACCEPTED_UNTYPED,
                        webhook.envelope().type());
            }
            case PublishOutcome.Doubtful doubtful -> {
                metrics.doubtful(doubtful.doubt());
                refused.accept(webhook.envelope().routing().key());
                yield counted(WebhookOutcome.THROTTLED, webhook.envelope().type());
            }
        };
    }

    private WebhookOutcome counted(WebhookOutcome outcome, String type) {
        metrics.answered(outcome, type);
        return outcome;
    }

    private WebhookOutcome bug(Throwable thrown) {
        LOG.atError().setCause(thrown).log("A webhook could not be handled; its sender is asked to send it again.");
        return counted(WebhookOutcome.THROTTLED, "");
    }
}
