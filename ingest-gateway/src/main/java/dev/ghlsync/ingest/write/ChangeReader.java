package dev.ghlsync.ingest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.model.GhlTime;
import dev.ghlsync.ingest.domain.ContactChange;
import dev.ghlsync.ingest.domain.ContactChange.ExternalRef;
import dev.ghlsync.ingest.domain.ContactChange.Kind;
import dev.ghlsync.ingest.domain.ContactTextField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a create, an update or a split. Text fields have the names of the contract; null clears on an update. Everything not known is an error
 * that names it, so that a misspelt field is not lost in silence.
 */
public final class ChangeReader {
    private static final int TEXT_CHARS_MAX = 10_000;
    private static final String SPLIT_OFF = "splitOffContactId";
    private static final Set<String> OTHER_FIELDS = Set.of(
            "tags",
            "tagsAdd",
            "tagsRemove",
            "customFields",
            "externalIds",
            "baseVersion",
            "changedAt",
            "producer",
            SPLIT_OFF);

    private final Kind kind;
    private final ObjectNode body;
    private final Map<ContactTextField, String> set = new EnumMap<>(ContactTextField.class);
    private final List<String> clear = new ArrayList<>();

    private ChangeReader(Kind kind, ObjectNode body) {
        this.kind = kind;
        this.body = body;
    }

    /**
     * @param kind CREATE, UPDATE or SPLIT; the body of a split may be empty: it then takes a merge back
     * @throws InvalidChange if the body is no change that can be accepted
     */
    public static ContactChange read(Kind kind, String contactId, byte[] raw) throws InvalidChange {
        ObjectNode body = kind == Kind.SPLIT && raw.length == 0 ? GhlJson.emptyObject() : GhlJson.object(raw);
        if (body == null) {
            throw new InvalidChange("The body is not a JSON object; send one such as {\"email\":\"ada@example.com\"}.");
        }
        return new ChangeReader(kind, body).change(contactId);
    }

    /** The {@code producer} a body names; null if it names none or is no object. */
    public static @Nullable String producer(byte[] raw) {
        return GhlJson.text(GhlJson.objectOrEmpty(raw), "producer");
    }

    private ContactChange change(String contactId) throws InvalidChange {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            readField(member.getKey(), member.getValue());
        }
        CustomValues custom =
                body.has("customFields") ? CustomValues.read(body.get("customFields")) : new CustomValues();
        if (kind == Kind.UPDATE) {
            clear.addAll(custom.clear());
        }
        var change = new ContactChange(
                kind,
                contactId,
                splitOffContactId(),
                set,
                custom.set(),
                clear,
                isNew() ? texts("tags") : texts("tagsAdd"),
                isNew() ? List.of() : texts("tagsRemove"),
                externalIds(),
                changedAt(),
                baseVersion());
        if (change.isEmpty()) {
            throw new InvalidChange("The body changes nothing; name at least one field, tag or external id.");
        }
        return change;
    }

    private void readField(String name, JsonNode value) throws InvalidChange {
        var field = ContactTextField.named(name);
        if (field.isPresent()) {
            readText(field.get(), value);
            return;
        }
        if (!OTHER_FIELDS.contains(name)) {
            throw new InvalidChange("Field '" + shown(name) + "' is not known; the fields are " + knownNames() + ".");
        }
        boolean forNew = "tags".equals(name);
        boolean forUpdate = "tagsAdd".equals(name) || "tagsRemove".equals(name);
        if (isNew() ? forUpdate : forNew) {
            throw new InvalidChange("Field '" + name + "' does not fit here; "
                    + (isNew() ? "a create takes 'tags'." : "an update takes 'tagsAdd' and 'tagsRemove'."));
        }
        if (kind != Kind.SPLIT && SPLIT_OFF.equals(name)) {
            throw new InvalidChange("Field '" + name + "' does not fit here; only a split takes it.");
        }
    }

    /** Whether the values are those of a contact that was none before. */
    private boolean isNew() {
        return kind != Kind.UPDATE;
    }

    private @Nullable String splitOffContactId() throws InvalidChange {
        JsonNode value = body.path(SPLIT_OFF);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !ContactWrites.isId(value.asText())) {
            throw new InvalidChange("Field '" + SPLIT_OFF + "' is " + JsonKind.of(value)
                    + " that is no id; send 1 to 128 of letters, digits, '.', '_', ':' and '-', or leave it out.");
        }
        return value.asText();
    }

    private void readText(ContactTextField field, JsonNode value) throws InvalidChange {
        if (value.isNull()) {
            if (kind == Kind.UPDATE) {
                clear.add(field.wire());
            }
            return;
        }
        if (!value.isTextual()) {
            throw new InvalidChange("Field '" + field.wire() + "' is " + JsonKind.of(value) + "; send " + field.form()
                    + ", or null to clear it.");
        }
        String text = value.asText().strip();
        if (text.isEmpty() || text.length() > TEXT_CHARS_MAX || !field.accepts(text)) {
            throw new InvalidChange("Field '" + field.wire() + "' is text of " + text.length()
                    + " characters that does not fit; send " + field.form() + " of 1 to " + TEXT_CHARS_MAX
                    + " characters, or null to clear it.");
        }
        set.put(field, text);
    }

    private List<String> texts(String name) throws InvalidChange {
        JsonNode list = body.path(name);
        if (list.isMissingNode()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        boolean good = list.isArray();
        for (JsonNode item : list) {
            good &= item.isTextual()
                    && !item.asText().isBlank()
                    && item.asText().length() <= TEXT_CHARS_MAX;
            texts.add(item.asText().strip());
        }
        if (!good) {
            throw new InvalidChange("Field '" + name + "' is " + JsonKind.of(list)
                    + " that is no list of non-empty texts; send a list such as [\"vip\"].");
        }
        return texts;
    }

    private List<ExternalRef> externalIds() throws InvalidChange {
        JsonNode list = body.path("externalIds");
        var refs = new ArrayList<ExternalRef>();
        boolean good = list.isArray() || list.isMissingNode();
        for (JsonNode item : list) {
            String system = GhlJson.text(item, "system");
            String id = GhlJson.text(item, "id");
            if (system == null || id == null || item.size() != 2) {
                good = false;
            } else {
                refs.add(new ExternalRef(system, id));
            }
        }
        if (!good) {
            throw new InvalidChange("Field 'externalIds' is " + JsonKind.of(list)
                    + " that is no list of objects with 'system' and 'id'; send"
                    + " [{\"system\":\"shop\",\"id\":\"42\"}].");
        }
        return refs;
    }

    private @Nullable Instant changedAt() throws InvalidChange {
        JsonNode value = body.path("changedAt");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Instant instant = value.isTextual() ? GhlTime.parse(value.asText()) : null;
        if (instant == null) {
            throw new InvalidChange("Field 'changedAt' is " + JsonKind.of(value)
                    + " that is no point in time; send one such as 2026-11-25T10:00:00Z, or leave it out.");
        }
        return instant;
    }

    private @Nullable Long baseVersion() throws InvalidChange {
        JsonNode value = body.path("baseVersion");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidChange("Field 'baseVersion' is " + JsonKind.of(value)
                    + " that is no version; send the version number of the contact you saw, or leave it out.");
        }
        return value.longValue();
    }

    private static Set<String> knownNames() {
        var names = new TreeSet<>(OTHER_FIELDS);
        for (ContactTextField field : ContactTextField.values()) {
            names.add(field.wire());
        }
        return names;
    }

    /** A sender's own field name, bounded. */
    static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
