package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Happening.Kind;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.List;

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
        }
        if (view.status() != beforeView.status()) {
            happenings.add(new Happening(ended(beforeView, view), side, producer, List.of(), null, view.mergedInto()));
        }
        var held = newlyHeld(beforeView, view);
        if (!held.isEmpty()) {
            happenings.add(new Happening(Kind.FIELD_HELD, Side.GHL, null, held, null, null));
        }
        if (input instanceof Input.Doubled doubled) {
            happenings.add(
                    new Happening(Kind.POSSIBLE_DUPLICATE, Side.GHL, null, List.of(), null, doubled.duplicateOf()));
        }
        return happenings;
    }

    private static Kind ended(ContactView before, ContactView after) {
        return switch (after.status()) {
            case ACTIVE -> before.status() == Lifecycle.Status.ARCHIVED ? Kind.CONTACT_RESTORED : Kind.CONTACT_REVIVED;
            case INACTIVE -> Kind.CONTACT_DELETED;
            case ARCHIVED -> Kind.CONTACT_ARCHIVED;
            case MERGED -> Kind.CONTACT_MERGED;
        };
    }

    private static List<FieldKey> newlyHeld(ContactView before, ContactView after) {
        return after.held().keySet().stream()
                .filter(key -> !before.held().containsKey(key))
                .toList();
    }

    private static Side side(Input input) {
        return switch (input) {
            case Input.Seen seen -> Side.GHL;
            case Input.Deleted deleted -> Side.GHL;
            case Input.Settled settled -> Side.GHL;
            case Input.Doubled doubled -> Side.GHL;
            case Input.Edited edited -> Side.CRM;
            case Input.Replanned replanned -> Side.OPERATOR;
            case Input.Woken woken -> Side.CRM;
        };
    }
}
