package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** JSON answers: an object, or an error as one sentence. */
final class Answers {
    private Answers() {}

    static MutableHttpResponse<byte[]> json(int status, ObjectNode body) {
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(GhlJson.bytes(body));
    }

    static MutableHttpResponse<byte[]> error(int status, String sentence) {
        return json(status, GhlJson.emptyObject().put("error", sentence));
    }

    static MutableHttpResponse<byte[]> retryLater(int status, String sentence, Duration after) {
        return error(status, sentence).header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())));
    }

    static MutableHttpResponse<byte[]> unknownLocation(String locationId) {
        return error(
                404,
                "Location '" + (locationId.length() <= 60 ? locationId : locationId.substring(0, 60) + "…")
                        + "' is not known; connect it with POST /locations/{locationId}/connection.");
    }
}
