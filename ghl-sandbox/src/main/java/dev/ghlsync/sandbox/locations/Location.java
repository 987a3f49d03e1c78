package dev.ghlsync.sandbox.locations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sub-account. A new record replaces the old one on every change. */
public record Location(
        String id,
        String companyId,
        String name,
        String country,
        String timezone,
        String email,
        LocationSettings settings,
        Map<String, CustomField> customFields,
        List<String> users) {

    public Location withSettings(LocationSettings changed) {
        return new Location(id, companyId, name, country, timezone, email, changed, customFields, users);
    }

    public Location withName(String changed) {
        return new Location(id, companyId, changed, country, timezone, email, settings, customFields, users);
    }

    public Location withCustomField(CustomField field) {
        Map<String, CustomField> more = new LinkedHashMap<>(customFields);
        more.put(field.id(), field);
        return withCustomFields(more);
    }

    public Location withoutCustomField(String fieldId) {
        Map<String, CustomField> fewer = new LinkedHashMap<>(customFields);
        fewer.remove(fieldId);
        return withCustomFields(fewer);
    }

    private Location withCustomFields(Map<String, CustomField> fields) {
        return new Location(
                id, companyId, name, country, timezone, email, settings, Collections.unmodifiableMap(fields), users);
    }
}
