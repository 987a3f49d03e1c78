package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlRequest.Body;
import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /locations} of HighLevel's API, version 2021-07-28 (locations.json). Safe for concurrent use. */
public final class LocationsApi {
    private static final String LOCATIONS = "locations";

    private final GhlTransport transport;

    LocationsApi(GhlTransport transport) {
        this.transport = transport;
    }

    /** {@code GET /locations/{id}} → {@code {location}}; read it with {@link dev.ghlsync.ghl.model.Location}. */
    public GhlResponse get(Secret token, String locationId) {
        return send(Method.GET, GhlRequest.path(LOCATIONS, locationId), token, null);
    }

    /** {@code GET /locations/{id}/customFields?model=contact} → {@code {customFields}}. */
    public GhlResponse contactCustomFields(Secret token, String locationId) {
        String path = GhlRequest.path(LOCATIONS, locationId, "customFields");
        return send(Method.GET, GhlRequest.query(path, Map.of("model", "contact")), token, null);
    }

    /** {@code GET /locations/{id}/tags} → {@code {tags}}. */
    public GhlResponse tags(Secret token, String locationId) {
        return send(Method.GET, GhlRequest.path(LOCATIONS, locationId, "tags"), token, null);
    }

    /**
     * {@code POST /locations/{id}/tasks/search} → {@code {tasks}}.
     *
     * @param contactIds tasks of these contacts only; empty for all
     * @param limit tasks per page; HighLevel's default is 25
     * @param skip tasks to skip
     */
    public GhlResponse searchTasks(
            Secret token, String locationId, Collection<String> contactIds, int limit, int skip) {
        ObjectNode body = GhlJson.emptyObject().put("limit", limit).put("skip", skip);
        if (!contactIds.isEmpty()) {
            contactIds.forEach(body.putArray("contactId")::add);
        }
        return send(
                Method.POST,
                GhlRequest.path(LOCATIONS, locationId, "tasks", "search"),
                token,
                Body.json(GhlJson.bytes(body)));
    }

    private GhlResponse send(Method method, String path, Secret token, @Nullable Body body) {
        return transport.send(new GhlRequest(method, path, ApiVersion.V2021_07_28, token, body));
    }
}
