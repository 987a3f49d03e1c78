package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.Field.Writable;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.ghl.CustomValue;
import dev.ghlsync.sync.inbound.Inbound.Change.Rejection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a change sets and clears, in canonical form, and the first thing wrong with it. */
final class ChangeFields {
    private final TreeMap<FieldKey, @Nullable String> set = new TreeMap<>();
    private @Nullable Rejection rejection;

    private ChangeFields() {}

    static ChangeFields of(CrmChange record) {
        var fields = new ChangeFields();
        fields.named(record.getSet());
        record.getSet().getCustomFields().forEach(fields::custom);
        record.getTagsAdd().forEach(tag -> fields.tag("tagsAdd", tag, FieldKey.PRESENT));
        record.getTagsRemove().forEach(tag -> fields.tag("tagsRemove", tag, null));
        record.getClear().forEach(fields::clear);
        fields.fullName(record.getSet().getFullName());
        return fields;
    }

    SortedMap<FieldKey, @Nullable String> set() {
        return set;
    }

    @Nullable
    Rejection rejection() {
        return rejection;
    }

    private void named(ContactFields fields) {
        named(Field.GIVEN_NAME, fields.getGivenName());
        named(Field.FAMILY_NAME, fields.getFamilyName());
        named(Field.EMAIL, fields.getEmail());
        named(Field.PHONE, fields.getPhone());
        named(Field.COMPANY, fields.getCompany());
        named(Field.ADDRESS_LINE1, fields.getAddressLine1());
        named(Field.CITY, fields.getCity());
        named(Field.STATE, fields.getState());
        named(Field.POSTAL_CODE, fields.getPostalCode());
        named(Field.COUNTRY, fields.getCountry());
        named(Field.WEBSITE, fields.getWebsite());
        named(Field.DATE_OF_BIRTH, fields.getDateOfBirth());
        named(Field.TIMEZONE, fields.getTimezone());
        named(Field.ASSIGNED_TO, fields.getAssignedTo());
    }

    /** Blank text is no value, so setting it clears. */
    private void named(Field field, @Nullable String value) {
        if (value == null) {
            return;
        }
        var canonical = ChangeValues.canonical(field, value);
        if (canonical != null && !ChangeValues.isValid(field, canonical)) {
            reject("invalid_value", field.fieldName());
        }
        put(FieldKey.of(field), canonical);
    }

    private void custom(CustomField field) {
        var id = Canonical.text(field.getId());
        if (id == null) {
            reject("unknown_field", "customFields");
            return;
        }
        var key = FieldKey.custom(id);
        var parsed = value(field);
        if (!parsed.valid()) {
            reject("invalid_value", key.name());
        }
        var value = parsed.value();
        put(key, value == null ? null : value.canonical());
    }

    private static CustomValue.Parsed value(CustomField field) {
        var text = field.getText();
        return switch (field.getKind()) {
            case LIST -> new CustomValue.Parsed(true, CustomValue.items(field.getList()));
            case NUMBER -> {
                if (Canonical.text(text) == null) {
                    yield new CustomValue.Parsed(true, null);
                }
                var number = CustomValue.number(text);
                yield new CustomValue.Parsed(number.isPresent(), number.orElse(null));
            }
            case JSON -> Canonical.text(text) == null ? new CustomValue.Parsed(true, null) : CustomValue.json(text);
            case TEXT -> new CustomValue.Parsed(true, CustomValue.text(text));
            case UNKNOWN ->
                new CustomValue.Parsed(
                        true, field.getList().isEmpty() ? CustomValue.text(text) : CustomValue.items(field.getList()));
        };
    }

    private void tag(String list, String tag, @Nullable String value) {
        var canonical = Canonical.tag(tag);
        if (canonical == null) {
            reject("invalid_value", list);
            return;
        }
        put(FieldKey.tag(canonical), value);
    }

    private void clear(String name) {
        var key = new FieldKey(name.strip());
        boolean isMember = key.isTag() || key.isCustom() || key.isDndChannel();
        boolean known =
                isMember ? !key.member().isBlank() : Field.named(key.name()).isPresent();
        if (!known) {
            reject("unknown_field", key.name());
        } else if (key.writable() == Writable.NEVER) {
            reject("not_writable", key.name());
        } else if (key.isTag()) {
            tag("clear", key.member(), null);
        } else {
            put(key, null);
        }
    }

    private void fullName(@Nullable String fullName) {
        var name = Canonical.text(fullName);
        var given = FieldKey.of(Field.GIVEN_NAME);
        var family = FieldKey.of(Field.FAMILY_NAME);
        if (name == null || set.containsKey(given) || set.containsKey(family)) {
            return;
        }
        int space = name.indexOf(' ');
        put(given, space < 0 ? name : name.substring(0, space));
        put(family, space < 0 ? null : Canonical.text(name.substring(space)));
    }

    private void put(FieldKey key, @Nullable String value) {
        boolean contradicts = set.containsKey(key) && !Objects.equals(set.get(key), value);
        if (contradicts) {
            reject("contradiction", key.name());
        }
        set.put(key, value);
    }

    private void reject(String reason, String field) {
        if (rejection == null) {
            rejection = new Rejection(reason, field);
        }
    }
}
