package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Address;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.avro.DndSetting;
import dev.ghlsync.sync.domain.contact.ContactView;
import dev.ghlsync.sync.domain.contact.FieldValue;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.ghl.CustomValue;
import dev.ghlsync.sync.ghl.DndChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The parts of a contact that hold several fields. */
final class ContactParts {
    private static final List<Field> ADDRESS =
            List.of(Field.ADDRESS_LINE1, Field.CITY, Field.STATE, Field.POSTAL_CODE, Field.COUNTRY);

    private ContactParts() {}

    static @Nullable Address address(ContactView view) {
        if (ADDRESS.stream().allMatch(field -> view.value(field) == null)) {
            return null;
        }
        return Address.newBuilder()
                .setLine1(view.value(Field.ADDRESS_LINE1))
                .setCity(view.value(Field.CITY))
                .setState(view.value(Field.STATE))
                .setPostalCode(view.value(Field.POSTAL_CODE))
                .setCountry(view.value(Field.COUNTRY))
                .build();
    }

    /** Sorted, because field keys are. */
    static List<String> tags(ContactView view) {
        return present(view, FieldKey::isTag).stream()
                .map(field -> field.key().member())
                .toList();
    }

    static List<CustomField> customFields(ContactView view) {
        var fields = new ArrayList<CustomField>();
        for (var field : present(view, FieldKey::isCustom)) {
            fields.add(customField(field.key().member(), field.value()));
        }
        return fields;
    }

    static List<DndSetting> dndSettings(ContactView view) {
        var settings = new ArrayList<DndSetting>();
        for (var field : present(view, FieldKey::isDndChannel)) {
            var channel = DndChannel.ofCanonical(field.value());
            settings.add(DndSetting.newBuilder()
                    .setChannel(field.key().member())
                    .setStatus(channel.status())
                    .setMessage(channel.message())
                    .setCode(channel.code())
                    .build());
        }
        return settings;
    }

    static CustomField customField(String id, String canonical) {
        var builder = CustomField.newBuilder().setId(id);
        return switch (CustomValue.ofCanonical(canonical)) {
            case CustomValue.Text(String text) ->
                builder.setKind(CustomFieldKind.TEXT).setText(text).build();
            case CustomValue.Decimal(String plain) ->
                builder.setKind(CustomFieldKind.NUMBER).setText(plain).build();
            case CustomValue.Items(List<String> items) ->
                builder.setKind(CustomFieldKind.LIST)
                        .setText(canonical)
                        .setList(items)
                        .build();
            case CustomValue.Json(String json) ->
                builder.setKind(CustomFieldKind.JSON).setText(json).build();
        };
    }

    private static List<Present> present(ContactView view, Predicate<FieldKey> wanted) {
        var present = new ArrayList<Present>();
        for (FieldValue field : view.fields().values()) {
            if (wanted.test(field.key()) && field.value() != null) {
                present.add(new Present(field.key(), field.value()));
            }
        }
        return present;
    }

    private record Present(FieldKey key, String value) {}
}
