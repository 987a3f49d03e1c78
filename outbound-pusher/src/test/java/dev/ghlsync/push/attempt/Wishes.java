package dev.ghlsync.push.attempt;

import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wishes of tests. */
record Wishes(
        PushWish.Kind kind,
        @Nullable String ghlContactId,
        int attempt,
        List<FieldWish> fields,
        Set<String> tagsAdd,
        Set<String> tagsRemove) {

    static Wishes create() {
        return new Wishes(PushWish.Kind.CREATE, null, 1, List.of(), Set.of(), Set.of());
    }

    static Wishes update(String ghlContactId) {
        return new Wishes(PushWish.Kind.UPDATE, ghlContactId, 1, List.of(), Set.of(), Set.of());
    }

    Wishes set(String field, @Nullable String wanted) {
        return set(field, null, wanted);
    }

    Wishes set(String field, @Nullable String base, @Nullable String wanted) {
        List<FieldWish> more = new ArrayList<>(fields);
        more.add(new FieldWish(field, wanted, base, true));
        return new Wishes(kind, ghlContactId, attempt, more, tagsAdd, tagsRemove);
    }

    Wishes attempt(int number) {
        return new Wishes(kind, ghlContactId, number, fields, tagsAdd, tagsRemove);
    }

    Wishes tags(Set<String> add, Set<String> remove) {
        return new Wishes(kind, ghlContactId, attempt, fields, add, remove);
    }

    PushWish wish() {
        return new PushWish(
                SandboxLocation.ID, "contact-1", ghlContactId, 7, attempt, kind, fields, tagsAdd, tagsRemove, "corr-1");
    }
}
