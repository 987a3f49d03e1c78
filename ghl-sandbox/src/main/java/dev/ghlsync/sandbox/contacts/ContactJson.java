package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.time.Dates;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the different answers show a contact. Unset fields are absent everywhere; the forms differ in names, case and completeness. */
public final class ContactJson {
    private static final String MIDNIGHT = "T00:00:00.000Z";

    private ContactJson() {}

    /** GET, PUT and upsert: dateOfBirth as YYYY-MM-DD. */
    public static ObjectNode full(Contact contact, boolean lowerCaseNames) {
        ObjectNode json = Json.object().put("id", contact.id());
        Json.putIfSet(json, "name", named(contact.fullName(), lowerCaseNames));
        json.put("locationId", contact.locationId());
        for (TextField field : TextField.values()) {
            boolean name = field == TextField.FIRST_NAME || field == TextField.LAST_NAME;
            Json.putIfSet(json, field.apiName(), name ? named(contact.get(field), lowerCaseNames) : contact.get(field));
        }
        lowerCased(json, contact);
        dnd(json, contact);
        json.set("tags", Json.strings(contact.tags()));
        json.put("dateAdded", Dates.iso(contact.dateAdded())).put("dateUpdated", Dates.iso(contact.dateUpdated()));
        json.set("customFields", customFields(contact.customFields()));
        json.set("additionalEmails", Json.strings(contact.extras().additionalEmails()));
        json.set("additionalPhones", Json.strings(contact.extras().additionalPhones()));
        json.set("followers", Json.strings(contact.extras().followers()));
        Json.setIfSet(json, "attributionSource", contact.extras().firstAttribution());
        Json.setIfSet(json, "lastAttributionSource", contact.extras().lastAttribution());
        return json;
    }

    /** The answer to POST /contacts/: dateOfBirth as an instant, birth month and day, no timezone and no attribution (contacts.json). */
    public static ObjectNode created(Contact contact, boolean lowerCaseNames) {
        ObjectNode json = full(contact, lowerCaseNames);
        json.remove(
                List.of("name", "timezone", "attributionSource", "lastAttributionSource", "visitorId", "phoneLabel"));
        json.put("deleted", false).put("bounceEmail", false).put("unsubscribeEmail", false);
        String birth = contact.get(TextField.DATE_OF_BIRTH);
        if (birth != null) {
            json.put("dateOfBirth", birth + MIDNIGHT);
            json.put("birthMonth", Integer.parseInt(birth.substring(5, 7)));
            json.put("birthDay", Integer.parseInt(birth.substring(8, 10)));
        }
        json.set("offers", Json.MAPPER.createArrayNode());
        json.set("products", Json.MAPPER.createArrayNode());
        return json;
    }

    /** The fields of a contact webhook: no dateUpdated, timezone, attribution, further addresses or writer; unset fields omitted. */
    public static ObjectNode webhook(Contact contact, boolean withDnd) {
        ObjectNode json = Json.object();
        for (TextField field : new TextField[] {
            TextField.ADDRESS1,
            TextField.CITY,
            TextField.STATE,
            TextField.COMPANY_NAME,
            TextField.COUNTRY,
            TextField.SOURCE
        }) {
            Json.putIfSet(json, field.apiName(), contact.get(field));
        }
        json.put("dateAdded", Dates.iso(contact.dateAdded()));
        String birth = contact.get(TextField.DATE_OF_BIRTH);
        Json.putIfSet(json, "dateOfBirth", birth == null ? null : birth + MIDNIGHT);
        json.put("dnd", contact.dnd().all());
        if (withDnd) {
            Json.setIfSet(json, "dndSettings", contact.dnd().settings());
            Json.setIfSet(json, "inboundDndSettings", contact.dnd().inbound());
        }
        Json.putIfSet(json, "email", contact.get(TextField.EMAIL));
        Json.putIfSet(json, "name", contact.fullName());
        for (TextField field : new TextField[] {
            TextField.FIRST_NAME, TextField.LAST_NAME, TextField.PHONE, TextField.PHONE_LABEL, TextField.POSTAL_CODE
        }) {
            Json.putIfSet(json, field.apiName(), contact.get(field));
        }
        if (!contact.tags().isEmpty()) {
            json.set("tags", Json.strings(contact.tags()));
        }
        Json.putIfSet(json, "website", contact.get(TextField.WEBSITE));
        Json.putIfSet(json, "assignedTo", contact.get(TextField.ASSIGNED_TO));
        if (!contact.customFields().isEmpty()) {
            json.set("customFields", customFields(contact.customFields()));
        }
        return json;
    }

    public static ArrayNode customFields(Map<String, JsonNode> fields) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        fields.forEach((id, value) -> array.addObject().put("id", id).set("value", value));
        return array;
    }

    private static void lowerCased(ObjectNode json, Contact contact) {
        Json.putIfSet(json, "emailLowerCase", contact.lower(TextField.EMAIL));
        Json.putIfSet(json, "firstNameLowerCase", contact.lower(TextField.FIRST_NAME));
        Json.putIfSet(json, "fullNameLowerCase", named(contact.fullName(), true));
        Json.putIfSet(json, "lastNameLowerCase", contact.lower(TextField.LAST_NAME));
    }

    private static void dnd(ObjectNode json, Contact contact) {
        json.put("dnd", contact.dnd().all());
        Json.setIfSet(json, "dndSettings", contact.dnd().settings());
        Json.setIfSet(json, "inboundDndSettings", contact.dnd().inbound());
    }

    private static @Nullable String named(@Nullable String name, boolean lowerCase) {
        return name == null || !lowerCase ? name : name.toLowerCase(Locale.ROOT);
    }
}
