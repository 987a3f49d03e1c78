package dev.ghlsync.sandbox.locations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;

/** How answers show a location and what belongs to it. */
public final class LocationJson {
    private LocationJson() {}

    public static ObjectNode full(Location location) {
        ObjectNode json = Json.object()
                .put("id", location.id())
                .put("companyId", location.companyId())
                .put("name", location.name())
                .put("country", location.country())
                .put("timezone", location.timezone())
                .put("email", location.email());
        json.putObject("settings")
                .put("allowDuplicateContact", location.settings().allowDuplicateContact())
                .put("allowDuplicateOpportunity", location.settings().allowDuplicateOpportunity())
                .put("allowFacebookNameMerge", location.settings().allowFacebookNameMerge())
                .put("disableContactTimezone", location.settings().disableContactTimezone());
        return json;
    }

    public static ObjectNode customField(CustomField field, String locationId, int position) {
        ObjectNode json = Json.object()
                .put("id", field.id())
                .put("name", field.name())
                .put("fieldKey", field.fieldKey())
                .put("dataType", field.dataType())
                .put("position", position)
                .put("locationId", locationId)
                .put("model", field.model());
        if (!field.options().isEmpty()) {
            json.set("picklistOptions", Json.strings(field.options()));
        }
        return json;
    }

    public static ObjectNode tag(String id, String name, String locationId) {
        return Json.object().put("name", name).put("locationId", locationId).put("id", id);
    }
}
