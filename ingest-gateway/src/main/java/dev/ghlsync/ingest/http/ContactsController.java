package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ContactChange.Kind;
import dev.ghlsync.ingest.write.ContactWrites;
import dev.ghlsync.ingest.write.WriteOutcome;
import dev.ghlsync.ingest.write.WriteRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes of our side. 202 means that the change is safely on its topic, not that it applies: {@link ChangesController} tells that. */
@Controller("/locations/{locationId}/contacts")
final class ContactsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final byte[] NO_BODY = {};

    private final ContactWrites writes;

    ContactsController(ContactWrites writes) {
        this.writes = writes;
    }

    @Post
    CompletableFuture<HttpResponse<byte[]>> create(
            HttpRequest<?> request, String locationId, @Body byte @Nullable [] body) {
        return write(Kind.CREATE, request, locationId, null, body);
    }

    @Patch("/{contactId}")
    CompletableFuture<HttpResponse<byte[]>> update(
            HttpRequest<?> request, String locationId, String contactId, @Body byte @Nullable [] body) {
        return write(Kind.UPDATE, request, locationId, contactId, body);
    }

    @Delete("/{contactId}")
    CompletableFuture<HttpResponse<byte[]>> archive(HttpRequest<?> request, String locationId, String contactId) {
        return write(Kind.ARCHIVE, request, locationId, contactId, null);
    }

    private CompletableFuture<HttpResponse<byte[]>> write(
            Kind kind, HttpRequest<?> request, String locationId, @Nullable String contactId, byte @Nullable [] body) {
        var headers = request.getHeaders();
        return writes.write(new WriteRequest(
                        kind,
                        locationId,
                        contactId,
                        headers.get("Idempotency-Key"),
                        headers.get("X-Producer"),
                        CorrelationId.of(request),
                        body == null ? NO_BODY : body))
                .thenApply(outcome -> answer(outcome, locationId));
    }

    private static HttpResponse<byte[]> answer(WriteOutcome outcome, String locationId) {
        return switch (outcome) {
            case WriteOutcome.Accepted accepted ->
                Answers.json(
                        202,
                        GhlJson.emptyObject()
                                .put("contactId", accepted.contactId())
                                .put("changeId", accepted.changeId())
                                .put("correlationId", accepted.correlationId()));
            case WriteOutcome.Invalid invalid -> Answers.error(400, invalid.sentence());
            case WriteOutcome.UnknownLocation ignored -> Answers.unknownLocation(locationId);
            case WriteOutcome.TryAgain ignored ->
                Answers.retryLater(
                        503,
                        "The change cannot be stored safely right now; send it again after the seconds in Retry-After,"
                                + " with the same Idempotency-Key.",
                        RETRY_AFTER);
        };
    }
}
