package dev.ghlsync.push.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request about one contact. */
public sealed interface ContactCall {

    /** Whether the call changes something in GoHighLevel. */
    default boolean writes() {
        return switch (this) {
            case Read ignored -> false;
            case FindDuplicate ignored -> false;
            case Create ignored -> true;
            case Update ignored -> true;
            case AddTags ignored -> true;
            case RemoveTags ignored -> true;
        };
    }

    /** Name for metrics. */
    default String name() {
        return switch (this) {
            case Read ignored -> "get";
            case FindDuplicate ignored -> "find_duplicate";
            case Create ignored -> "create";
            case Update ignored -> "update";
            case AddTags ignored -> "tags_add";
            case RemoveTags ignored -> "tags_remove";
        };
    }

    record Read(String ghlContactId) implements ContactCall {}

    /** At least one of the two is not null. */
    record FindDuplicate(@Nullable String email, @Nullable String phone) implements ContactCall {}

    record Create(List<FieldWish> fields, Set<String> tags) implements ContactCall {}

    record Update(String ghlContactId, List<FieldWish> fields) implements ContactCall {}

    record AddTags(String ghlContactId, Set<String> tags) implements ContactCall {}

    record RemoveTags(String ghlContactId, Set<String> tags) implements ContactCall {}
}
