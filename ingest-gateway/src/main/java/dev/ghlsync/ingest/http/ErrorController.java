package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what never reaches a route's own code, or leaves it as an exception: one sentence each, nothing of the cause. */
@Controller
final class ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorController.class);

    private final WebhookIntake intake;

    ErrorController(WebhookIntake intake) {
        this.intake = intake;
    }

    @Error(global = true, exception = ContentLengthExceededException.class)
    HttpResponse<byte[]> tooLarge(HttpRequest<?> request) {
        return tooLargeBody(request);
    }

    @Error(global = true, exception = BufferLengthExceededException.class)
    HttpResponse<byte[]> tooLargeToBuffer(HttpRequest<?> request) {
        return tooLargeBody(request);
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<byte[]> notFound(HttpRequest<?> request) {
        return Answers.error(404, "There is no such route; docs/openapi/gateway.yaml lists the routes of this server.");
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<byte[]> methodNotAllowed(HttpRequest<?> request) {
        return Answers.error(
                405,
                "This route does not take " + request.getMethod() + "; docs/openapi/gateway.yaml lists the methods.");
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<byte[]> unsupportedMediaType(HttpRequest<?> request) {
        return Answers.error(415, WebhookOutcome.NOT_JSON_CONTENT.sentence());
    }

    @Error(global = true, exception = Throwable.class)
    HttpResponse<byte[]> unexpected(HttpRequest<?> request, Throwable thrown) {
        LOG.atError()
                .setCause(thrown)
                .addKeyValue("method", request.getMethod())
                .log("A request could not be handled.");
        // A webhook is never answered 5xx: HighLevel has treated that as final.
        if (isWebhook(request)) {
            WebhookOutcome outcome = intake.refuse(WebhookOutcome.THROTTLED);
            return Answers.retryLater(outcome.status(), outcome.sentence(), intake.retryAfter());
        }
        return Answers.error(500, "The server could not handle the request; its log has the cause.");
    }

    private HttpResponse<byte[]> tooLargeBody(HttpRequest<?> request) {
        if (isWebhook(request)) {
            intake.refuse(WebhookOutcome.TOO_LARGE);
        }
        return Answers.error(413, WebhookOutcome.TOO_LARGE.sentence());
    }

    private static boolean isWebhook(HttpRequest<?> request) {
        return request.getPath().equals(WebhookController.PATH);
    }
}
