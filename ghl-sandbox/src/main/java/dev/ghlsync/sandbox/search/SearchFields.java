package dev.ghlsync.sandbox.search;

import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields that contact search filters and sorts by, under search's own names. */
final class SearchFields {
    static final Set<String> SORTABLE = Set.of(
            "firstNameLowerCase",
            "lastNameLowerCase",
            "businessName",
            "dateAdded",
            "dateUpdated",
            "email",
            "dnd",
            "source");

    private static final String CUSTOM = "customFields.";

    private static final Map<String, Function<Contact, List<?>>> FIELDS = Map.ofEntries(
            Map.entry("id", contact -> List.of(contact.id())),
            Map.entry("email", contact -> one(contact.lower(TextField.EMAIL))),
            Map.entry("phone", contact -> one(contact.get(TextField.PHONE))),
            Map.entry("firstNameLowerCase", contact -> one(contact.lower(TextField.FIRST_NAME))),
            Map.entry("lastNameLowerCase", contact -> one(contact.lower(TextField.LAST_NAME))),
            Map.entry("tags", Contact::tags),
            Map.entry("dnd", contact -> List.of(contact.dnd().all())),
            Map.entry("dateAdded", contact -> List.of(contact.dateAdded())),
            Map.entry("dateUpdated", contact -> List.of(contact.dateUpdated())),
            Map.entry("assignedTo", contact -> one(contact.get(TextField.ASSIGNED_TO))),
            Map.entry("businessName", contact -> one(contact.lower(TextField.COMPANY_NAME))),
            Map.entry("companyName", contact -> one(contact.lower(TextField.COMPANY_NAME))),
            Map.entry("source", contact -> one(contact.lower(TextField.SOURCE))),
            Map.entry("country", contact -> one(contact.get(TextField.COUNTRY))),
            Map.entry("state", contact -> one(contact.lower(TextField.STATE))),
            Map.entry("city", contact -> one(contact.lower(TextField.CITY))),
            Map.entry("address", contact -> one(contact.lower(TextField.ADDRESS1))),
            Map.entry("postalCode", contact -> one(contact.lower(TextField.POSTAL_CODE))),
            Map.entry("website", contact -> one(contact.lower(TextField.WEBSITE))),
            Map.entry("timezone", contact -> one(contact.get(TextField.TIMEZONE))),
            Map.entry("type", contact -> one(contact.lower(TextField.TYPE))),
            Map.entry("businessId", contact -> one(contact.get(TextField.BUSINESS_ID))),
            Map.entry("followers", contact -> contact.extras().followers()));

    private SearchFields() {}

    /** Reads the field's values (several for tags) off a contact; null when search knows no such field. */
    static @Nullable Function<Contact, List<?>> reader(String field) {
        if (field.startsWith(CUSTOM)) {
            String id = field.substring(CUSTOM.length());
            return contact -> {
                var value = contact.customFields().get(id);
                return value == null ? List.of() : List.of(value.isTextual() ? value.textValue() : value.toString());
            };
        }
        return FIELDS.get(field);
    }

    private static List<?> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
