package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one contact object, field by field, under the rules of its source. */
final class ContactReader {
    private final ContactSource source;
    private final String country;
    private final TreeMap<FieldKey, @Nullable String> values = new TreeMap<>();
    private final TreeSet<FieldKey> omitted = new TreeSet<>();
    private final List<String> malformed = new ArrayList<>();
    private boolean wholeTagSet;
    private boolean wholeCustomFields;

    private ContactReader(ContactSource source, String country) {
        this.source = source;
        this.country = country;
    }

    /** @param country of the location, ISO 3166-1 alpha-2 */
    static ContactReader read(JsonNode contact, ContactSource source, String country) {
        var reader = new ContactReader(source, country);
        WireFields.TEXT.forEach((field, name) -> reader.text(field, Said.text(contact, name)));
        WireFields.OBJECT.forEach((field, name) -> reader.object(field, Said.object(contact, name)));
        reader.dnd(Said.bool(contact, WireFields.DND));
        reader.names(ContactNames.of(contact, source));
        reader.tags(Said.array(contact, WireFields.TAGS));
        reader.customFields(Said.array(contact, WireFields.CUSTOM_FIELDS));
        reader.channels(Said.object(contact, WireFields.DND_SETTINGS));
        return reader;
    }

    Statement statement(Stamp stamp) {
        return new Statement(stamp, values, wholeTagSet, wholeCustomFields);
    }

    /** Fields the source normally states and did not; {@code tags} and {@code customFields} stand for all of theirs. */
    Set<FieldKey> omitted() {
        return omitted;
    }

    List<String> malformed() {
        return malformed;
    }

    private void text(Field field, Said<String> said) {
        switch (said) {
            case Said.Absent<String>() -> absent(field);
            case Said.Empty<String>() -> values.put(FieldKey.of(field), null);
            case Said.Value<String>(String text) -> values.put(FieldKey.of(field), Canonical.of(field, text, country));
            case Said.Malformed<String>() -> malformed.add(field.fieldName());
        }
    }

    private void dnd(Said<Boolean> said) {
        switch (said) {
            case Said.Absent<Boolean>() -> absent(Field.DND);
            case Said.Empty<Boolean>() -> values.put(FieldKey.of(Field.DND), null);
            case Said.Value<Boolean>(Boolean dnd) -> values.put(FieldKey.of(Field.DND), dnd.toString());
            case Said.Malformed<Boolean>() -> malformed.add(Field.DND.fieldName());
        }
    }

    private void object(Field field, Said<JsonNode> said) {
        switch (said) {
            case Said.Absent<JsonNode>() -> absent(field);
            case Said.Empty<JsonNode>() -> values.put(FieldKey.of(field), null);
            case Said.Value<JsonNode>(JsonNode object) -> json(FieldKey.of(field), object);
            case Said.Malformed<JsonNode>() -> malformed.add(field.fieldName());
        }
    }

    private void json(FieldKey key, JsonNode object) {
        var text = CanonicalJson.text(object);
        if (text.isEmpty()) {
            malformed.add(key.name());
        } else {
            values.put(key, text.get().equals("{}") ? null : text.get());
        }
    }

    private void names(ContactNames names) {
        text(Field.GIVEN_NAME, names.given());
        text(Field.FAMILY_NAME, names.family());
    }

    private void tags(Said<JsonNode> said) {
        switch (said) {
            case Said.Absent<JsonNode>() -> wholeTagSet = absentSet(WireFields.TAGS);
            case Said.Empty<JsonNode>() -> wholeTagSet = true;
            case Said.Malformed<JsonNode>() -> malformed.add(WireFields.TAGS);
            case Said.Value<JsonNode>(JsonNode tags) -> {
                // One unreadable tag may be any tag, so none can be said to be absent.
                wholeTagSet = true;
                for (var tag : tags) {
                    var canonical = tag.isTextual() ? Canonical.tag(tag.textValue()) : null;
                    if (canonical != null) {
                        values.put(FieldKey.tag(canonical), FieldKey.PRESENT);
                    } else if (!tag.isTextual()) {
                        wholeTagSet = false;
                    }
                }
                if (!wholeTagSet) {
                    malformed.add(WireFields.TAGS);
                }
            }
        }
    }

    private void customFields(Said<JsonNode> said) {
        switch (said) {
            case Said.Absent<JsonNode>() -> wholeCustomFields = absentSet(WireFields.CUSTOM_FIELDS);
            case Said.Empty<JsonNode>() -> wholeCustomFields = true;
            case Said.Malformed<JsonNode>() -> malformed.add(WireFields.CUSTOM_FIELDS);
            case Said.Value<JsonNode>(JsonNode fields) -> {
                wholeCustomFields = true;
                fields.forEach(this::customField);
            }
        }
    }

    /** An unreadable custom field may be any of them, so then none can be said to be empty. */
    private void customField(JsonNode item) {
        var id = Canonical.text(Said.text(item, WireFields.ID).orNull());
        if (id == null) {
            wholeCustomFields = false;
            malformed.add(WireFields.CUSTOM_FIELDS);
            return;
        }
        var key = FieldKey.custom(id);
        var node = item.get("value");
        var parsed = node == null ? new CustomValue.Parsed(true, null) : CustomValue.of(node);
        if (!parsed.valid()) {
            wholeCustomFields = false;
            malformed.add(key.name());
            return;
        }
        var value = parsed.value();
        values.put(key, value == null ? null : value.canonical());
    }

    private void channels(Said<JsonNode> said) {
        switch (said) {
            case Said.Absent<JsonNode>() -> absentChannels(Set.of());
            case Said.Empty<JsonNode>() ->
                WireFields.CHANNELS.forEach(channel -> values.put(FieldKey.dndChannel(channel), null));
            case Said.Malformed<JsonNode>() -> malformed.add(WireFields.DND_SETTINGS);
            case Said.Value<JsonNode>(JsonNode settings) -> {
                var seen = new TreeSet<String>();
                for (var member : settings.properties()) {
                    seen.add(member.getKey());
                    channel(FieldKey.dndChannel(member.getKey()), member.getValue());
                }
                absentChannels(seen);
            }
        }
    }

    private void channel(FieldKey key, JsonNode setting) {
        if (setting.isNull()) {
            values.put(key, null);
        } else if (setting.isObject()) {
            json(key, setting);
        } else {
            malformed.add(key.name());
        }
    }

    private void absentChannels(Set<String> seen) {
        for (var channel : WireFields.CHANNELS) {
            if (!seen.contains(channel)) {
                var key = FieldKey.dndChannel(channel);
                if (source.clearsAbsent()) {
                    values.put(key, null);
                } else if (source.normallyStatesChannels()) {
                    omitted.add(key);
                }
            }
        }
    }

    private void absent(Field field) {
        if (source.clearsAbsent()) {
            values.put(FieldKey.of(field), null);
        } else if (source.normallyStates(field)) {
            omitted.add(FieldKey.of(field));
        }
    }

    /** Whether an absent set is thereby stated as empty. */
    private boolean absentSet(String name) {
        if (source.normallyStatesSets()) {
            omitted.add(new FieldKey(name));
        }
        return source.clearsAbsent();
    }
}
