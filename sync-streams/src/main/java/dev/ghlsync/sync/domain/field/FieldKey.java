package dev.ghlsync.sync.domain.field;

import dev.ghlsync.sync.domain.field.Field.Writable;
import java.util.Set;

/**
 * Key of one independently merged value of a contact: a named field, one tag, one custom field or one dnd channel.
 *
 * <p>Names are those on the topics: {@code phone}, {@code tags.vip}, {@code customFields.<id>}, {@code dndSettings.SMS}. A tag's
 * value is {@link #PRESENT} or null.
 */
public record FieldKey(String name) implements Comparable<FieldKey> {
    /** The value of a tag that a contact has. */
    public static final String PRESENT = "+";

    /** Stands for all tags of a contact. */
    public static final FieldKey ALL_TAGS = new FieldKey("tags");

    /** Stands for all custom fields of a contact. */
    public static final FieldKey ALL_CUSTOM_FIELDS = new FieldKey("customFields");

    /** Stands for the contact as a whole, where its creation in GoHighLevel is held. */
    public static final FieldKey WHOLE_CONTACT = new FieldKey("contact");

    private static final String TAG = "tags.";
    private static final String CUSTOM = "customFields.";
    private static final String CHANNEL = "dndSettings.";

    public static FieldKey of(Field field) {
        return new FieldKey(field.fieldName());
    }

    /** @param tag trimmed and lower case, see {@link Canonical#tag} */
    public static FieldKey tag(String tag) {
        return new FieldKey(TAG + tag);
    }

    public static FieldKey custom(String customFieldId) {
        return new FieldKey(CUSTOM + customFieldId);
    }

    public static FieldKey dndChannel(String channel) {
        return new FieldKey(CHANNEL + channel);
    }

    public boolean isTag() {
        return name.startsWith(TAG);
    }

    public boolean isCustom() {
        return name.startsWith(CUSTOM);
    }

    /**
     * Whether it names a custom field by its key in full, such as {@code contact.shoe_size}, instead of its id: a key has a dot, and
     * no id in the examples of GoHighLevel's docs has one (custom fields).
     */
    public boolean isCustomByKey() {
        return isCustom() && member().indexOf('.') >= 0;
    }

    public boolean isDndChannel() {
        return name.startsWith(CHANNEL);
    }

    /** Whether this key, or for a tag or custom field the set of all of them, is one of {@code keys}. */
    public boolean isAmong(Set<FieldKey> keys) {
        return keys.contains(this)
                || (isTag() && keys.contains(ALL_TAGS))
                || (isCustom() && keys.contains(ALL_CUSTOM_FIELDS));
    }

    /** The tag, custom field id or channel without its prefix; the name itself for a named field. */
    public String member() {
        if (isTag()) {
            return name.substring(TAG.length());
        }
        if (isCustom()) {
            return name.substring(CUSTOM.length());
        }
        return isDndChannel() ? name.substring(CHANNEL.length()) : name;
    }

    /** Whether GoHighLevel's letter case of this value may be folded in answers of its API. */
    boolean isName() {
        return name.equals("givenName") || name.equals("familyName");
    }

    boolean isPhone() {
        return name.equals("phone");
    }

    /** When our side may write it; an unknown name is never written. */
    public Writable writable() {
        if (isTag() || isCustom()) {
            return Writable.ALWAYS;
        }
        return Field.named(name).map(Field::writable).orElse(Writable.NEVER);
    }

    @Override
    public int compareTo(FieldKey other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
