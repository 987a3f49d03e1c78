package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlRequest.Body;
import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /contacts} of HighLevel's API, version 2021-07-28 (contacts.json). There is no upsert here on purpose: it picks its target by settings of
 * the location and can overwrite an e-mail (HighLevel docs issues 37, 337). Safe for concurrent use.
 */
public final class ContactsApi {
    private static final String CONTACTS = "contacts";

    private final GhlTransport transport;

    ContactsApi(GhlTransport transport) {
        this.transport = transport;
    }

    /** {@code POST /contacts/} → 201 {@code {contact}}. */
    public GhlResponse create(Secret token, ContactCreate contact) {
        return send(Method.POST, GhlRequest.path(CONTACTS) + "/", token, contact.bytes());
    }

    /** {@code GET /contacts/{id}} → 200 {@code {contact}}. */
    public GhlResponse get(Secret token, String contactId) {
        return send(Method.GET, GhlRequest.path(CONTACTS, contactId), token, null);
    }

    /** {@code PUT /contacts/{id}} → 200 {@code {succeded, contact}}; fields left out stay as they are. */
    public GhlResponse update(Secret token, String contactId, ContactUpdate changes) {
        return send(Method.PUT, GhlRequest.path(CONTACTS, contactId), token, changes.bytes());
    }

    /** {@code DELETE /contacts/{id}} → 200 {@code {succeded}}. */
    public GhlResponse delete(Secret token, String contactId) {
        return send(Method.DELETE, GhlRequest.path(CONTACTS, contactId), token, null);
    }

    /** {@code POST /contacts/{id}/tags} → 201 {@code {tags}}, all tags of the contact afterwards. */
    public GhlResponse addTags(Secret token, String contactId, Collection<String> tags) {
        return send(Method.POST, GhlRequest.path(CONTACTS, contactId, "tags"), token, tagsBody(tags));
    }

    /** {@code DELETE /contacts/{id}/tags} with a body → 200 {@code {tags}}, all tags of the contact afterwards. */
    public GhlResponse removeTags(Secret token, String contactId, Collection<String> tags) {
        return send(Method.DELETE, GhlRequest.path(CONTACTS, contactId, "tags"), token, tagsBody(tags));
    }

    /** {@code POST /contacts/search} → 200 {@code {contacts, total, traceId}}. */
    public GhlResponse search(Secret token, ContactSearch search) {
        return send(Method.POST, GhlRequest.path(CONTACTS, "search"), token, GhlJson.bytes(search.json()));
    }

    /** {@code GET /contacts/{id}/tasks} → 200 {@code {tasks}}. */
    public GhlResponse tasks(Secret token, String contactId) {
        return send(Method.GET, GhlRequest.path(CONTACTS, contactId, "tasks"), token, null);
    }

    /**
     * {@code GET /contacts/search/duplicate} → 200 {@code {contact}}, which is null if nobody matches.
     *
     * @param email null to search by phone only
     * @param phone E.164; null to search by e-mail only
     */
    public GhlResponse searchDuplicate(
            Secret token, String locationId, @Nullable String email, @Nullable String phone) {
        if (email == null && phone == null) {
            throw new IllegalArgumentException("A duplicate search needs an e-mail or a phone number.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("locationId", locationId);
        if (email != null) {
            parameters.put("email", email);
        }
        if (phone != null) {
            parameters.put("number", phone);
        }
        return send(
                Method.GET,
                GhlRequest.query(GhlRequest.path(CONTACTS, "search", "duplicate"), parameters),
                token,
                null);
    }

    private static byte[] tagsBody(Collection<String> tags) {
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("A tag call without tags; do not send it.");
        }
        ObjectNode body = GhlJson.emptyObject();
        tags.forEach(body.putArray("tags")::add);
        return GhlJson.bytes(body);
    }

    private GhlResponse send(Method method, String path, Secret token, byte @Nullable [] json) {
        return transport.send(
                new GhlRequest(method, path, ApiVersion.V2021_07_28, token, json == null ? null : Body.json(json)));
    }
}
