package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactJson;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.time.Dates;
import java.util.Locale;

/** A contact in a list. Both kinds leave out much and lower-case names. */
public final class SearchItem {
    private SearchItem() {}

    /** An item of POST /contacts/search: lower-case names only, {@code address} for address1, no dndSettings, timezone or attribution. */
    static ObjectNode of(Contact contact, boolean rawNames) {
        ObjectNode json = Json.object().put("id", contact.id());
        text(json, contact, TextField.PHONE_LABEL, TextField.COUNTRY);
        Json.putIfSet(json, "address", contact.get(TextField.ADDRESS1));
        text(json, contact, TextField.SOURCE, TextField.TYPE);
        json.put("locationId", contact.locationId()).put("dnd", contact.dnd().all());
        text(json, contact, TextField.STATE, TextField.CITY, TextField.POSTAL_CODE);
        Json.putIfSet(json, "businessName", contact.get(TextField.COMPANY_NAME));
        json.set("customFields", ContactJson.customFields(contact.customFields()));
        json.set("tags", Json.strings(contact.tags()));
        json.put("dateAdded", Dates.iso(contact.dateAdded())).put("dateUpdated", Dates.iso(contact.dateUpdated()));
        json.set("additionalEmails", Json.strings(contact.extras().additionalEmails()));
        json.set("additionalPhones", Json.strings(contact.extras().additionalPhones()));
        text(json, contact, TextField.COMPANY_NAME);
        Json.putIfSet(json, "firstNameLowerCase", contact.lower(TextField.FIRST_NAME));
        Json.putIfSet(json, "lastNameLowerCase", contact.lower(TextField.LAST_NAME));
        if (rawNames) {
            Json.putIfSet(json, "firstNameRaw", contact.get(TextField.FIRST_NAME));
            Json.putIfSet(json, "lastNameRaw", contact.get(TextField.LAST_NAME));
        }
        text(json, contact, TextField.EMAIL, TextField.PHONE, TextField.ASSIGNED_TO);
        json.set("followers", Json.strings(contact.extras().followers()));
        json.putNull("validEmail");
        json.set("opportunities", Json.MAPPER.createArrayNode());
        text(json, contact, TextField.BUSINESS_ID);
        return json;
    }

    /** An item of GET /contacts/: lower-cased first and last name beside the raw ones, attributions, no dateUpdated. */
    public static ObjectNode listed(Contact contact) {
        ObjectNode json = Json.object().put("id", contact.id()).put("locationId", contact.locationId());
        String name = contact.fullName();
        Json.putIfSet(json, "contactName", name == null ? null : name.toLowerCase(Locale.ROOT));
        Json.putIfSet(json, "firstName", contact.lower(TextField.FIRST_NAME));
        Json.putIfSet(json, "lastName", contact.lower(TextField.LAST_NAME));
        Json.putIfSet(json, "firstNameRaw", contact.get(TextField.FIRST_NAME));
        Json.putIfSet(json, "lastNameRaw", contact.get(TextField.LAST_NAME));
        text(json, contact, TextField.COMPANY_NAME, TextField.EMAIL, TextField.PHONE);
        json.put("dnd", contact.dnd().all());
        text(
                json,
                contact,
                TextField.TYPE,
                TextField.SOURCE,
                TextField.ASSIGNED_TO,
                TextField.ADDRESS1,
                TextField.CITY,
                TextField.STATE,
                TextField.POSTAL_CODE,
                TextField.COUNTRY,
                TextField.WEBSITE,
                TextField.TIMEZONE,
                TextField.DATE_OF_BIRTH,
                TextField.BUSINESS_ID);
        json.put("dateAdded", Dates.iso(contact.dateAdded()));
        json.set("tags", Json.strings(contact.tags()));
        json.set("customFields", ContactJson.customFields(contact.customFields()));
        json.set("followers", Json.strings(contact.extras().followers()));
        json.set("additionalEmails", Json.strings(contact.extras().additionalEmails()));
        attributions(json, contact);
        return json;
    }

    private static void attributions(ObjectNode json, Contact contact) {
        var attributions = json.putArray("attributions");
        var first = contact.extras().firstAttribution();
        var last = contact.extras().lastAttribution();
        if (first != null) {
            attributions.add(first.deepCopy().put("isFirst", true));
        }
        if (last != null) {
            attributions.add(last.deepCopy().put("isLast", true));
        }
    }

    private static void text(ObjectNode json, Contact contact, TextField... fields) {
        for (TextField field : fields) {
            Json.putIfSet(json, field.apiName(), contact.get(field));
        }
    }
}
