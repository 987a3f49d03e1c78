package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.Field.Writable;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What GoHighLevel lacks of one contact at this moment.
 *
 * @param kind what it would take: a create, an update, or nothing
 * @param wanted values to send, empty when the kind is NOTHING
 * @param notWritable fields that differ and cannot be sent
 */
record Wish(Issued.Kind kind, SortedMap<FieldKey, @Nullable String> wanted, List<FieldKey> notWritable) {
    private static final Wish NONE = new Wish(Issued.Kind.NOTHING, new TreeMap<>(), List.of());

    List<FieldKey> pending() {
        return List.copyOf(wanted.keySet());
    }

    static Wish of(ContactState state, Map<FieldKey, FieldValue> fields, Policy policy) {
        if (state.lifecycle().status() != Lifecycle.Status.ACTIVE) {
            return NONE;
        }
        return state.ghlContactId() == null ? create(state, fields, policy) : update(state, fields, policy);
    }

    private static Wish create(ContactState state, Map<FieldKey, FieldValue> fields, Policy policy) {
        if (!policy.createInGhl() || state.outbound().createHeld() != null || !isReachable(fields, policy)) {
            return NONE;
        }
        var wanted = new TreeMap<FieldKey, @Nullable String>();
        var notWritable = new ArrayList<FieldKey>();
        for (var field : fields.values()) {
            var key = field.key();
            if (field.value() == null || key.writable() == Writable.NEVER || isHeld(state, field)) {
                continue;
            }
            if (isSendable(key, field.value())) {
                wanted.put(key, sent(key, field.value()));
            } else {
                notWritable.add(key);
            }
        }
        return new Wish(Issued.Kind.CREATE, wanted, notWritable);
    }

    private static Wish update(ContactState state, Map<FieldKey, FieldValue> fields, Policy policy) {
        var wanted = new TreeMap<FieldKey, @Nullable String>();
        var notWritable = new ArrayList<FieldKey>();
        for (var field : fields.values()) {
            var key = field.key();
            if (!field.differsInGhl() || key.writable() == Writable.NEVER || isHeld(state, field)) {
                continue;
            }
            boolean writable = key.writable() == Writable.ALWAYS || policy.writeCompanyOnUpdate();
            if (writable && isSendable(key, field.value())) {
                wanted.put(key, sent(key, field.value()));
            } else {
                notWritable.add(key);
            }
        }
        return new Wish(wanted.isEmpty() ? Issued.Kind.NOTHING : Issued.Kind.UPDATE, wanted, notWritable);
    }

    private static boolean isReachable(Map<FieldKey, FieldValue> fields, Policy policy) {
        var email = fields.get(FieldKey.of(Field.EMAIL));
        var phone = fields.get(FieldKey.of(Field.PHONE));
        return policy.createWithoutEmailOrPhone()
                || email != null && email.value() != null
                || phone != null && isNumber(phone.value());
    }

    /** What is held and still wanted: a value that changed since is no longer held. A refused create stands for the whole contact. */
    static SortedMap<FieldKey, Held> held(ContactState state, Map<FieldKey, FieldValue> fields) {
        var outbound = state.outbound();
        if (outbound.held().isEmpty() && outbound.createHeld() == null) {
            return Collections.emptySortedMap();
        }
        var held = new TreeMap<FieldKey, Held>();
        outbound.held().forEach((key, hold) -> {
            var field = fields.get(key);
            if (field != null && isHeld(state, field)) {
                held.put(key, hold);
            }
        });
        if (outbound.createHeld() != null) {
            held.put(FieldKey.WHOLE_CONTACT, outbound.createHeld());
        }
        return Collections.unmodifiableSortedMap(held);
    }

    private static boolean isHeld(ContactState state, FieldValue field) {
        var held = state.outbound().held().get(field.key());
        return held != null && Canonical.same(field.key(), held.value(), sent(field.key(), field.value()), false);
    }

    /** GoHighLevel shows "Unknown" for a missing name; it is never written back as one. */
    private static boolean isSendable(FieldKey key, @Nullable String value) {
        if (value == null) {
            return true;
        }
        if (key.equals(FieldKey.of(Field.PHONE))) {
            return isNumber(value);
        }
        boolean isName = key.equals(FieldKey.of(Field.GIVEN_NAME)) || key.equals(FieldKey.of(Field.FAMILY_NAME));
        return !isName || !value.equalsIgnoreCase("unknown");
    }

    private static boolean isNumber(@Nullable String phone) {
        return phone != null && Phones.isNumber(Phones.withoutExtension(phone));
    }

    static @Nullable String sent(FieldKey key, @Nullable String value) {
        return value != null && key.equals(FieldKey.of(Field.PHONE)) ? Phones.withoutExtension(value) : value;
    }
}
