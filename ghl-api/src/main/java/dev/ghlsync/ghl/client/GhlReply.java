package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What HighLevel answered.
 *
 * @param status HTTP status
 * @param body raw body bytes, possibly empty
 * @param sentAt our clock when the request was handed to the network
 * @param receivedAt our clock when the whole response was there
 * @param date HighLevel's clock (HTTP {@code Date}, whole seconds); null if absent
 * @param traceId HighLevel's id of this exchange for support, from the body or the headers
 * @param rateLimit the limits that this response states
 * @param retryAfter {@code Retry-After} in seconds form; HighLevel does not document it
 */
public record GhlReply(
        int status,
        byte[] body,
        Instant sentAt,
        Instant receivedAt,
        @Nullable Instant date,
        @Nullable String traceId,
        RateLimit rateLimit,
        @Nullable Duration retryAfter) {

    /** The body as a JSON object; an empty object if it is none. */
    public JsonNode json() {
        return GhlJson.objectOrEmpty(body);
    }

    /** Without the body, which holds personal data. */
    @Override
    public String toString() {
        return "GhlReply[status=" + status + ", bytes=" + body.length + ", traceId=" + traceId + "]";
    }
}
