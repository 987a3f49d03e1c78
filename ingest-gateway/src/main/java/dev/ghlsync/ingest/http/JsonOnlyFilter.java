package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.webhook.WebhookGate;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses webhooks of another content type before their body is bound: Micronaut would read a form or multipart body by its own rules, and a
 * malformed multipart body made it use memory without bound (seen with 4.10.26).
 */
@ServerFilter(WebhookController.PATH)
final class JsonOnlyFilter {
    private final WebhookIntake intake;

    JsonOnlyFilter(WebhookIntake intake) {
        this.intake = intake;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (WebhookGate.isJson(request.getContentType().map(MediaType::getName).orElse(null))) {
            return null;
        }
        WebhookOutcome outcome = intake.refuse(WebhookOutcome.NOT_JSON_CONTENT);
        return Answers.error(outcome.status(), outcome.sentence());
    }
}
