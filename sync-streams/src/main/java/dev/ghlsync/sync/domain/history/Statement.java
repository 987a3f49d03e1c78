package dev.ghlsync.sync.domain.history;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one source said about a contact: only the fields it states, in canonical form.
 *
 * @param values stated values; null means stated as empty. Tags that are present, custom fields, channels and named fields
 * @param wholeTagSet whether a tag that is not among the values is thereby stated as absent
 * @param wholeCustomFields whether a custom field that is not among the values is thereby stated as empty
 */
public record Statement(
        Stamp stamp, SortedMap<FieldKey, @Nullable String> values, boolean wholeTagSet, boolean wholeCustomFields) {

    public Statement {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
