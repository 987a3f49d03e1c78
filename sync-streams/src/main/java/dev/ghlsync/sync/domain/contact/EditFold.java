package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Input.Edit;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.Field.Writable;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Run;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of our side. */
final class EditFold {
    /** A value that GoHighLevel gave this recently, in ms, and that our side writes without a base version is a copy, not an edit. */
    static final long NAIVE_ECHO_MS = 60_000;

    /** Why a field of a change had no effect; the code is used on the topic. */
    enum Ignored {
        OWNED_BY_GHL("owned_by_ghl"),
        ECHO_OF_BASE_VERSION("echo_of_base_version"),
        COPY_OF_GHL("copy_of_ghl"),
        OLDER_THAN_OURS("older_than_ours"),
        OLDER_THAN_GHL("older_than_ghl");

        private final String code;

        Ignored(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private EditFold() {}

    static ContactState apply(ContactState state, Edit edit, Policy policy) {
        var identified = ContactFold.identified(state, edit.externalIds());
        var written = identified.withWrites(writes(identified, edit));
        var next = clearedCreateHold(written, edit);
        return switch (edit.kind()) {
            case UPSERT -> next;
            case ARCHIVE -> next.withLifecycle(next.lifecycle().archived(edit.changedAt()));
            case RESTORE -> next.withLifecycle(next.lifecycle().restored(edit.changedAt()));
        };
    }

    private static SortedMap<FieldKey, Write> writes(ContactState state, Edit edit) {
        var writes = new TreeMap<>(state.writes());
        edit.set().forEach((key, value) -> {
            if (key.writable() != Writable.NEVER && !isCopy(state, edit, key, value)) {
                var write = new Write(value, edit.changedAt(), edit.changeId(), edit.producer());
                writes.put(key, Write.later(writes.get(key), write));
            }
        });
        return writes;
    }

    /**
     * Why a field of a change has no effect; empty when it has one.
     *
     * @param before the contact before the change
     * @param after the contact after the change
     */
    static Optional<Ignored> ignored(
            ContactState before, ContactState after, ContactView view, Edit edit, FieldKey key) {
        if (key.writable() == Writable.NEVER) {
            return Optional.of(Ignored.OWNED_BY_GHL);
        }
        if (isCopy(before, edit, key, edit.set().get(key))) {
            return Optional.of(edit.baseVersion() == null ? Ignored.COPY_OF_GHL : Ignored.ECHO_OF_BASE_VERSION);
        }
        var write = after.writes().get(key);
        if (write != null && !write.changeId().equals(edit.changeId())) {
            return Optional.of(Ignored.OLDER_THAN_OURS);
        }
        var field = view.fields().get(key);
        return field != null && field.side() == Side.GHL ? Optional.of(Ignored.OLDER_THAN_GHL) : Optional.empty();
    }

    /** Whether the writer only repeats what it read. */
    private static boolean isCopy(ContactState state, Edit edit, FieldKey key, @Nullable String value) {
        if (edit.baseVersion() != null) {
            return state.published()
                    .seenAt(key, edit.baseVersion())
                    .map(seen -> Canonical.same(key, seen.value(), value, false))
                    .orElse(false);
        }
        return isNaiveCopy(state, edit, key, value);
    }

    /**
     * Without a base version a value that GoHighLevel gave a moment ago is taken for a copy, unless our side wrote the field since.
     * An older emptiness is not: clearing is said on purpose.
     */
    private static boolean isNaiveCopy(ContactState state, Edit edit, FieldKey key, @Nullable String value) {
        var given = state.timeline().runs(key, state.outbound().recognition()).stream()
                .filter(run -> run.origin() == Run.Origin.FOREIGN)
                .toList();
        var written = state.writes().get(key);
        if (given.isEmpty()
                || (written != null && written.changedAt() > given.getLast().since())) {
            return false;
        }
        return given.stream()
                .filter(run -> value != null || run.equals(given.getLast()))
                .filter(run -> run.since() <= edit.appendedAt() && edit.appendedAt() - run.since() <= NAIVE_ECHO_MS)
                .anyMatch(run -> Canonical.same(key, run.value(), value, false));
    }

    /** A create that was refused is tried again once the contact looks different, a duplicate once it has another address. */
    private static ContactState clearedCreateHold(ContactState state, Edit edit) {
        var held = state.outbound().createHeld();
        var set = edit.set().keySet();
        boolean retry = held != null
                && (held.reason() == Held.Reason.DUPLICATE
                        ? set.contains(FieldKey.of(Field.EMAIL)) || set.contains(FieldKey.of(Field.PHONE))
                        : !set.isEmpty());
        return retry ? state.withOutbound(state.outbound().withCreateHeld(null)) : state;
    }
}
