package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.domain.HeldDecision;
import dev.ghlsync.ingest.domain.HeldDecision.Verdict;
import dev.ghlsync.ingest.write.ContactWrites;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;

/** Decisions on mass changes that wait for an operator ({@code mass_change_held} on {@code sync.events}). */
@Controller("/locations/{locationId}/held-changes/{producer}")
final class HeldChangesController {
    private final ContactWrites writes;

    HeldChangesController(ContactWrites writes) {
        this.writes = writes;
    }

    @Post("/release")
    CompletableFuture<HttpResponse<byte[]>> release(HttpRequest<?> request, String locationId, String producer) {
        return decide(Verdict.RELEASE, request, locationId, producer);
    }

    @Post("/discard")
    CompletableFuture<HttpResponse<byte[]>> discard(HttpRequest<?> request, String locationId, String producer) {
        return decide(Verdict.DISCARD, request, locationId, producer);
    }

    private CompletableFuture<HttpResponse<byte[]>> decide(
            Verdict verdict, HttpRequest<?> request, String locationId, String producer) {
        return writes.decide(
                        new HeldDecision(verdict, producer),
                        locationId,
                        request.getHeaders().get("X-Producer"),
                        CorrelationId.of(request))
                .thenApply(outcome -> WriteAnswers.of(outcome, locationId));
    }
}
