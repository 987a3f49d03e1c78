package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.domain.ContactChange.Kind;
import dev.ghlsync.ingest.write.ContactWrites;
import dev.ghlsync.ingest.write.WriteRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes of our side. 202 means that the change is safely on its topic, not that it applies: {@link ChangesController} tells that. */
@Controller("/locations/{locationId}/contacts")
final class ContactsController {
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

    @Post("/{contactId}/restore")
    CompletableFuture<HttpResponse<byte[]>> restore(HttpRequest<?> request, String locationId, String contactId) {
        return write(Kind.RESTORE, request, locationId, contactId, null);
    }

    @Post("/{contactId}/merge")
    CompletableFuture<HttpResponse<byte[]>> merge(
            HttpRequest<?> request, String locationId, String contactId, @Body byte @Nullable [] body) {
        return write(Kind.MERGE, request, locationId, contactId, body);
    }

    @Post("/{contactId}/split")
    CompletableFuture<HttpResponse<byte[]>> split(HttpRequest<byte[]> request, String locationId, String contactId) {
        // Unlike a @Body argument, the body may be missing here.
        return write(
                Kind.SPLIT, request, locationId, contactId, request.getBody().orElse(null));
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
                .thenApply(outcome -> WriteAnswers.of(outcome, locationId));
    }
}
