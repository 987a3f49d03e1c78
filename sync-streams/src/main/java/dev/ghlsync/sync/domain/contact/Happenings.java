package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Happening.Kind;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Derives the facts for the event log from a contact before and after an input. */
final class Happenings {
    private Happenings() {}

    static List<Happening> of(
            ContactState before, ContactView beforeView, ContactState after, ContactView view, Input input) {
        var happenings = new ArrayList<Happening>();
        var side = side(input);
        var producer = input instanceof Input.Edited edited ? edited.edit().producer() : null;
        var changed = view.changedSince(beforeView);
        if (before.published().version() == 0) {
            happenings.add(new Happening(Kind.CONTACT_CREATED, side, producer, changed, null, null));
        } else if (!changed.isEmpty()) {
            happenings.add(new Happening(Kind.CONTACT_UPDATED, side, producer, changed, null, null));
        }
        if (after.ghlContactId() != null && !after.ghlContactId().equals(before.ghlContactId())) {
            happenings.add(Happening.of(Kind.CONTACT_LINKED, Side.GHL));
        } else if (after.ghlContactId() == null && before.ghlContactId() != null) {
            happenings.add(Happening.of(Kind.CONTACT_UNLINKED, side));
        }
        if (view.status() != beforeView.status()) {
            happenings.add(
                    new Happening(ended(beforeView, view), side, producer, List.of(), null, related(view, input)));
        }
        held(beforeView, view, happenings);
        if (input instanceof Input.Edited edited) {
            ignored(before, after, view, edited.edit(), happenings);
        }
        if (input instanceof Input.Doubled doubled) {
            happenings.add(
                    new Happening(Kind.POSSIBLE_DUPLICATE, Side.GHL, null, List.of(), null, doubled.duplicateOf()));
        }
        return happenings;
    }

    private static @Nullable String related(ContactView view, Input input) {
        return input instanceof Input.Regrouped regrouped ? regrouped.otherContactId() : view.mergedInto();
    }

    private static Kind ended(ContactView before, ContactView after) {
        return switch (after.status()) {
            case ACTIVE, INACTIVE, ARCHIVED ->
                before.status() == Lifecycle.Status.MERGED ? Kind.CONTACT_SPLIT : changed(before, after);
            case MERGED -> Kind.CONTACT_MERGED;
        };
    }

    private static Kind changed(ContactView before, ContactView after) {
        return switch (after.status()) {
            case ACTIVE -> before.status() == Lifecycle.Status.ARCHIVED ? Kind.CONTACT_RESTORED : Kind.CONTACT_REVIVED;
            case INACTIVE -> Kind.CONTACT_DELETED;
            case ARCHIVED -> Kind.CONTACT_ARCHIVED;
            case MERGED -> Kind.CONTACT_MERGED;
        };
    }

    /** One fact per reason: which fields are newly held. */
    private static void held(ContactView before, ContactView after, List<Happening> happenings) {
        var byReason = new TreeMap<Held.Reason, List<FieldKey>>();
        after.held().forEach((key, held) -> {
            if (!before.held().containsKey(key)) {
                byReason.computeIfAbsent(held.reason(), reason -> new ArrayList<>())
                        .add(key);
            }
        });
        byReason.forEach((reason, fields) -> happenings.add(new Happening(
                Kind.FIELD_HELD, Side.GHL, null, fields, reason.name().toLowerCase(Locale.ROOT), null)));
    }

    /** One fact per reason: which fields of a change had no effect. */
    private static void ignored(
            ContactState before, ContactState after, ContactView view, Input.Edit edit, List<Happening> happenings) {
        var byReason = new TreeMap<EditFold.Ignored, List<FieldKey>>();
        edit.set()
                .forEach((key, value) -> EditFold.ignored(before, after, view, edit, key)
                        .ifPresent(reason -> byReason.computeIfAbsent(reason, r -> new ArrayList<>())
                                .add(key)));
        byReason.forEach((reason, fields) -> happenings.add(
                new Happening(Kind.CHANGE_IGNORED, Side.CRM, edit.producer(), fields, reason.code(), null)));
    }

    private static Side side(Input input) {
        return switch (input) {
            case Input.Seen seen -> Side.GHL;
            case Input.Deleted deleted -> Side.GHL;
            case Input.Settled settled -> Side.GHL;
            case Input.Inherited inherited -> Side.GHL;
            case Input.Doubled doubled -> Side.GHL;
            case Input.Edited edited ->
                switch (edited.edit().kind()) {
                    case UPSERT, ARCHIVE -> Side.CRM;
                    case RESTORE -> Side.OPERATOR;
                };
            case Input.Replanned replanned -> Side.OPERATOR;
            case Input.Regrouped regrouped -> regrouped.side();
            case Input.Woken woken -> Side.CRM;
        };
    }
}
