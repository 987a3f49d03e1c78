package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /opportunities} of HighLevel's API, version 2021-07-28 (opportunities.json). Safe for concurrent use. */
public final class OpportunitiesApi {
    public static final int PAGE_LIMIT_MAX = 100;
    private static final String OPPORTUNITIES = "opportunities";

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
