package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import dev.ghlsync.ingest.webhook.WebhookRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /ghl-webhook}. Takes any content type, because {@link JsonOnlyFilter} has refused the wrong ones. Runs on the event loop: admission costs well
 * under a millisecond, and the wait for the broker holds no thread.
 */
@Controller
final class WebhookController {
    static final String PATH = "/ghl-webhook";

    private final WebhookIntake intake;

    WebhookController(WebhookIntake intake) {
        this.intake = intake;
    }

    @Post(PATH)
    @Consumes(MediaType.ALL)
    CompletableFuture<HttpResponse<byte[]>> receive(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var webhook = new WebhookRequest(
                body == null ? new byte[0] : body,
                request.getContentType().map(MediaType::getName).orElse(null),
                request.getRemoteAddress().getAddress(),
                name -> request.getHeaders().get(name));
        return intake.receive(webhook).thenApply(this::answer);
    }

    private HttpResponse<byte[]> answer(WebhookOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED, ACCEPTED_UNTYPED ->
                Answers.json(outcome.status(), GhlJson.emptyObject().put("status", "accepted"));
            case PAUSED, THROTTLED -> Answers.retryLater(outcome.status(), outcome.sentence(), intake.retryAfter());
            case NOT_JSON,
                    NO_TYPE,
                    BAD_SIGNATURE,
                    UNSIGNED,
                    BAD_SECRET,
                    BAD_HMAC,
                    FOREIGN_APP,
                    FOREIGN_ADDRESS,
                    TOO_LARGE,
                    NOT_JSON_CONTENT -> Answers.error(outcome.status(), outcome.sentence());
        };
    }
}
