package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.write.ChangeLookup;
import dev.ghlsync.ingest.write.ChangeStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** What became of a change of our side. */
@Controller("/locations/{locationId}/changes")
final class ChangesController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ChangeLookup lookup;

    ChangesController(ChangeLookup lookup) {
        this.lookup = lookup;
    }

    @Get("/{changeId}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> find(String locationId, String changeId) {
        return switch (lookup.find(locationId, changeId)) {
            case ChangeStatus.Known known -> HttpResponse.ok(known.json()).contentType(MediaType.APPLICATION_JSON_TYPE);
            case ChangeStatus.Pending ignored ->
                Answers.json(
                        200, GhlJson.emptyObject().put("changeId", changeId).put("status", "pending"));
            case ChangeStatus.Unknown ignored ->
                Answers.error(
                        404,
                        "No such change is known in this location; use the changeId of a write accepted here within"
                                + " the last 24 hours.");
            case ChangeStatus.Unavailable ignored ->
                Answers.retryLater(
                        503,
                        "The query API of sync-streams does not answer; ask again after the seconds in Retry-After.",
                        RETRY_AFTER);
        };
    }
}
