package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.intake.WebhookIntake;
import dev.ghlsync.ingest.webhook.WebhookOutcome;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

/** Answers what never reaches a route's own code, or leaves it as an exception: one sentence each, nothing of the cause. */
@Context
@Primary
final class SentenceErrors implements ErrorResponseProcessor<byte[]> {
    private final WebhookIntake intake;

    SentenceErrors(WebhookIntake intake) {
        this.intake = intake;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        boolean webhook = context.getRequest().getPath().equals(WebhookController.PATH);
        int status = response.code();
        // A webhook is never answered 5xx: GoHighLevel has treated that as final.
        if (webhook && status >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            WebhookOutcome outcome = intake.refuse(WebhookOutcome.THROTTLED);
            response.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(intake.retryAfter().toSeconds()));
            return withBody(response, outcome.sentence());
        }
        if (webhook && status == HttpStatus.REQUEST_ENTITY_TOO_LARGE.getCode()) {
            intake.refuse(WebhookOutcome.TOO_LARGE);
        }
        return withBody(response, sentence(status));
    }

    private static String sentence(int status) {
        return switch (HttpStatus.valueOf(status)) {
            case NOT_FOUND -> "There is no such route; docs/openapi/gateway.yaml lists the routes of this server.";
            case METHOD_NOT_ALLOWED ->
                "This route does not take that method; docs/openapi/gateway.yaml lists the methods.";
            case REQUEST_ENTITY_TOO_LARGE -> WebhookOutcome.TOO_LARGE.sentence();
            case UNSUPPORTED_MEDIA_TYPE -> WebhookOutcome.NOT_JSON_CONTENT.sentence();
            default ->
                status >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                        ? "The server could not handle the request; its log has the cause."
                        : "The request could not be read; docs/openapi/gateway.yaml describes what this route takes.";
        };
    }

    private static MutableHttpResponse<byte[]> withBody(MutableHttpResponse<?> response, String sentence) {
        ObjectNode body = GhlJson.emptyObject().put("error", sentence);
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(GhlJson.bytes(body));
    }
}
