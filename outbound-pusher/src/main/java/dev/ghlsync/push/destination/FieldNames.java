package dev.ghlsync.push.destination;

import dev.ghlsync.ghl.client.ContactField;
import dev.ghlsync.push.domain.FieldWish;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our field names and GoHighLevel's. */
final class FieldNames {
    static final Map<String, ContactField> WIRE = Map.ofEntries(
            Map.entry("givenName", ContactField.FIRST_NAME),
            Map.entry("familyName", ContactField.LAST_NAME),
            Map.entry(FieldWish.EMAIL, ContactField.EMAIL),
            Map.entry(FieldWish.PHONE, ContactField.PHONE),
            Map.entry(FieldWish.COMPANY, ContactField.COMPANY_NAME),
            Map.entry("addressLine1", ContactField.ADDRESS1),
            Map.entry("city", ContactField.CITY),
            Map.entry("state", ContactField.STATE),
            Map.entry("postalCode", ContactField.POSTAL_CODE),
            Map.entry("country", ContactField.COUNTRY),
            Map.entry("website", ContactField.WEBSITE),
            Map.entry("dateOfBirth", ContactField.DATE_OF_BIRTH),
            Map.entry("timezone", ContactField.TIMEZONE),
            Map.entry("assignedTo", ContactField.ASSIGNED_TO));

    private FieldNames() {}

    /** The field GoHighLevel knows under another name; null for a custom field. */
    static @Nullable ContactField wire(FieldWish wish) {
        if (wish.isCustom()) {
            return null;
        }
        ContactField field = WIRE.get(wish.field());
        if (field == null) {
            throw new IllegalArgumentException("Field " + wish.field()
                    + " of a push command is not known to this pusher; run a version that knows it.");
        }
        return field;
    }

    static String customId(FieldWish wish) {
        return wish.field().substring(FieldWish.CUSTOM_PREFIX.length());
    }
}
