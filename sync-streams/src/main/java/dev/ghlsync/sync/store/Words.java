package dev.ghlsync.sync.store;

import java.util.List;

/**
 * Texts that nearly every contact holds; a stored value refers to them by their place. Part of version 1 of the codecs: nothing
 * may be moved, changed or added.
 */
final class Words {
    static final List<String> KNOWN = List.of(
            "givenName",
            "familyName",
            "email",
            "phone",
            "company",
            "addressLine1",
            "city",
            "state",
            "postalCode",
            "country",
            "website",
            "dateOfBirth",
            "timezone",
            "assignedTo",
            "dnd",
            "source",
            "firstAttribution",
            "lastAttribution",
            "dndSettings.SMS",
            "dndSettings.Call",
            "dndSettings.Email",
            "dndSettings.GMB",
            "dndSettings.FB",
            "dndSettings.WhatsApp",
            "dndSettings.RCS",
            "+",
            "true",
            "false",
            "US");

    private Words() {}
}
