package dev.ghlsync.sync.domain.field;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A location's custom fields of contacts by their keys. One field is one value of a contact whichever name a change gives it.
 *
 * @param idByKey ids in GoHighLevel by key in full, such as {@code contact.shoe_size}
 */
public record CustomFieldKeys(Map<String, String> idByKey) {
    public CustomFieldKeys {
        idByKey = Map.copyOf(idByKey);
    }

    /** What a change's fields are called by id. */
    public sealed interface Named {
        /** Every custom field by its id. */
        record ById(SortedMap<FieldKey, @Nullable String> fields) implements Named {}

        /** The location has no field of this key. */
        record Unknown(FieldKey field) implements Named {}

        /** Id and key of one field are given different values. */
        record Contradiction(FieldKey field) implements Named {}
    }

    /** Fields that are not custom fields by key keep their names; the answer names the first that is wrong, in order of names. */
    public Named named(SortedMap<FieldKey, @Nullable String> fields) {
        var named = new TreeMap<FieldKey, @Nullable String>();
        for (var field : fields.entrySet()) {
            var key = field.getKey();
            if (key.isCustomByKey()) {
                var id = idByKey.get(key.member());
                if (id == null) {
                    return new Named.Unknown(key);
                }
                var byId = FieldKey.custom(id);
                boolean differs = fields.containsKey(byId) && !Objects.equals(fields.get(byId), field.getValue());
                if (differs) {
                    return new Named.Contradiction(key);
                }
                named.put(byId, field.getValue());
            } else {
                named.put(key, field.getValue());
            }
        }
        return new Named.ById(named);
    }
}
