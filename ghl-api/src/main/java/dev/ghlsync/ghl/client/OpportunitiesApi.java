package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /opportunities} of HighLevel's API, version 2021-07-28 (opportunities.json). Safe for concurrent use. */
public final class OpportunitiesApi {
    public static final int PAGE_LIMIT_MAX = 100;
    private static final String OPPORTUNITIES = "opportunities";
    /** Always three digits, as in HighLevel's own times. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final GhlTransport transport;

    OpportunitiesApi(GhlTransport transport) {
        this.transport = transport;
    }

    /**
     * Where a page of {@link #search} starts: {@code meta.startAfter} and {@code meta.startAfterId} of the page before.
     * HighLevel needs both; with one of them it repeats the first page.
     */
    public record Cursor(long startAfter, String startAfterId) {}

    /**
     * {@code GET /opportunities/search} → {@code {opportunities, meta}}, oldest first.
     *
     * @param contactId opportunities of this contact only; null for all
     * @param limit 1 to {@value #PAGE_LIMIT_MAX}
     * @param cursor null for the first page
     */
    public GhlResponse search(
            Secret token, String locationId, @Nullable String contactId, int limit, @Nullable Cursor cursor) {
        if (limit < 1 || limit > PAGE_LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "An opportunity search page of " + limit + "; GHL allows 1 to " + PAGE_LIMIT_MAX + ".");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("location_id", locationId);
        parameters.put("order", "added_asc");
        parameters.put("limit", Integer.toString(limit));
        if (contactId != null) {
            parameters.put("contact_id", contactId);
        }
        if (cursor != null) {
            parameters.put("startAfter", Long.toString(cursor.startAfter()));
            parameters.put("startAfterId", cursor.startAfterId());
        }
        return get(GhlRequest.query(GhlRequest.path(OPPORTUNITIES, "search"), parameters), token);
    }

    /**
     * {@code POST /opportunities/search} → {@code {opportunities, total}}: opportunities that changed strictly after an instant, oldest change
     * first. Rows move while being read, so overlap the windows.
     *
     * @param limit 1 to {@value #PAGE_LIMIT_MAX}
     * @param searchAfter the {@code sort} of the last item of the page before; null for the first page
     */
    public GhlResponse changedAfter(
            Secret token, String locationId, Instant after, int limit, @Nullable JsonNode searchAfter) {
        ObjectNode body = GhlJson.emptyObject().put("locationId", locationId).put("limit", limit);
        body.put("query", "");
        body.putArray("filters")
                .addObject()
                .put("field", "date_updated")
                .put("operator", "range")
                .putObject("value")
                .put("gt", MILLIS.format(after));
        body.putArray("sort").addObject().put("field", "date_updated").put("direction", "asc");
        if (searchAfter != null) {
            body.set("searchAfter", searchAfter);
        }
        return transport.send(new GhlRequest(
                Method.POST,
                GhlRequest.path(OPPORTUNITIES, "search"),
                ApiVersion.V2021_07_28,
                token,
                GhlRequest.Body.json(GhlJson.bytes(body))));
    }

    /** {@code GET /opportunities/{id}} → {@code {opportunity}}. */
    public GhlResponse get(Secret token, String opportunityId) {
        return get(GhlRequest.path(OPPORTUNITIES, opportunityId), token);
    }

    /** {@code GET /opportunities/pipelines} → {@code {pipelines}}. */
    public GhlResponse pipelines(Secret token, String locationId) {
        String path = GhlRequest.path(OPPORTUNITIES, "pipelines");
        return get(GhlRequest.query(path, Map.of("locationId", locationId)), token);
    }

    private GhlResponse get(String path, Secret token) {
        return transport.send(new GhlRequest(Method.GET, path, ApiVersion.V2021_07_28, token, null));
    }
}
