package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the sync needs of {@code GET /locations/{id}} (locations.json).
 *
 * @param country ISO 3166 alpha-2, the default region of phone numbers
 * @param timezone IANA name
 * @param allowDuplicateContact {@code settings.allowDuplicateContact}; null if not stated
 */
public record Location(
        String id,
        @Nullable String companyId,
        @Nullable String name,
        @Nullable String country,
        @Nullable String timezone,
        @Nullable Boolean allowDuplicateContact) {

    /** Null if the body has no location with an id. */
    public static @Nullable Location parse(byte[] body) {
        JsonNode location = GhlJson.objectOrEmpty(body).path("location");
        String id = GhlJson.text(location, "id");
        if (id == null) {
            return null;
        }
        JsonNode duplicates = location.path("settings").path("allowDuplicateContact");
        return new Location(
                id,
                GhlJson.text(location, "companyId"),
                GhlJson.text(location, "name"),
                GhlJson.text(location, "country"),
                GhlJson.text(location, "timezone"),
                duplicates.isBoolean() ? duplicates.booleanValue() : null);
    }
}
