package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sync.domain.field.Canonical;
import java.util.Locale;

/** Given and family name of a contact object. */
record ContactNames(Said<String> given, Said<String> family) {
    /** What GoHighLevel shows instead of a missing full name. */
    private static final String NO_NAME = "unknown";

    static ContactNames of(JsonNode contact, ContactSource source) {
        var given = Said.text(contact, WireFields.FIRST_NAME);
        var family = Said.text(contact, WireFields.LAST_NAME);
        if (source.mayFoldNames()) {
            return new ContactNames(
                    unfolded(Said.text(contact, WireFields.FIRST_NAME_RAW), given),
                    unfolded(Said.text(contact, WireFields.LAST_NAME_RAW), family));
        }
        var full = Canonical.text(Said.text(contact, WireFields.FULL_NAME).orNull());
        if (full == null || full.equalsIgnoreCase(NO_NAME) || !hasNone(given) || !hasNone(family)) {
            return new ContactNames(given, family);
        }
        int space = full.indexOf(' ');
        return space < 0
                ? new ContactNames(new Said.Value<>(full), new Said.Empty<>())
                : new ContactNames(new Said.Value<>(full.substring(0, space)), new Said.Value<>(full.substring(space)));
    }

    private static boolean hasNone(Said<String> said) {
        return said instanceof Said.Absent<String> || said instanceof Said.Empty<String>;
    }

    /** A name in lower case may be any other spelling of it, so it is not stated. */
    private static Said<String> unfolded(Said<String> raw, Said<String> name) {
        if (!(raw instanceof Said.Absent<String>)) {
            return raw;
        }
        return name instanceof Said.Value<String>(String text) && text.equals(text.toLowerCase(Locale.ROOT))
                ? new Said.Absent<>()
                : name;
    }
}
