package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.write.WriteOutcome;
import io.micronaut.http.HttpResponse;
import java.time.Duration;

/** What a writer is told. */
final class WriteAnswers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private WriteAnswers() {}

    static HttpResponse<byte[]> of(WriteOutcome outcome, String locationId) {
        return switch (outcome) {
            case WriteOutcome.Accepted accepted -> {
                var body = GhlJson.emptyObject();
                if (accepted.contactId() != null) {
                    body.put("contactId", accepted.contactId());
                }
                yield Answers.json(
                        202, body.put("changeId", accepted.changeId()).put("correlationId", accepted.correlationId()));
            }
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
