package dev.ghlsync.sync.query;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.query.Request.BadRequestException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are wanted.
 *
 * @param tag tag they have, canonical; null for any
 * @param updatedSince epoch ms of the oldest newest version, 0 for any
 */
record ContactFilter(@Nullable String tag, long updatedSince) {
    static ContactFilter of(Map<String, String> parameters) {
        return new ContactFilter(Canonical.tag(parameters.get("tag")), updatedSince(parameters));
    }

    boolean matches(ContactState contact) {
        return contact.published().at() >= updatedSince && (tag == null || contact.valueOf(FieldKey.tag(tag)) != null);
    }

    /** Epoch ms of parameter updatedSince, 0 when it is not given. */
    static long updatedSince(Map<String, String> parameters) {
        var text = parameters.get("updatedSince");
        try {
            return text == null ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new BadRequestException("Parameter updatedSince is no time; write it like 2026-06-01T00:00:00Z.");
        }
    }
}
