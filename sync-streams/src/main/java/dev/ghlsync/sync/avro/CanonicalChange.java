package dev.ghlsync.sync.avro;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.TreeMap;

/** The last step of decoding a change, which needs its location. */
public final class CanonicalChange {
    private static final FieldKey PHONE = FieldKey.of(Field.PHONE);

    private CanonicalChange() {}

    /**
     * The change with its phone number in canonical form; the same instance when it sets none.
     *
     * @param country of the location, ISO 3166-1 alpha-2
     */
    public static Inbound.Change of(Inbound.Change change, String country) {
        var raw = change.set().get(PHONE);
        if (raw == null) {
            return change;
        }
        var set = new TreeMap<>(change.set());
        set.put(PHONE, Phones.canonical(raw, country));
        return new Inbound.Change(
                change.locationId(),
                change.changeId(),
                change.producer(),
                change.kind(),
                change.contactId(),
                change.ghlContactId(),
                change.externalId(),
                change.create(),
                set,
                change.externalIds(),
                change.mergeInto(),
                change.changedAt(),
                change.baseVersion(),
                change.rejection(),
                change.correlationId());
    }
}
