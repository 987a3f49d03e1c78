package dev.ghlsync.sync.query;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ContactView;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How far what an applied change wrote has come in GoHighLevel. What later writes replaced counts as done: it is wanted no more. */
enum ChangeProgress {
    /** Something of it is on its way. */
    PENDING,
    /** Nothing of it is missing there. */
    DONE,
    /** GoHighLevel refused or did not keep something of it. */
    HELD,
    /** Something of it cannot be written through its API. */
    NOT_WRITABLE,
    /** The contact exists only with us, and nothing creates it there. */
    NOT_LINKED;

    static ChangeProgress of(ContactState contact, ContactView view, String changeId) {
        if (contact.ghlContactId() == null) {
            if (contact.outbound().createHeld() != null) {
                return HELD;
            }
            return view.pending().isEmpty() ? NOT_LINKED : PENDING;
        }
        var written = contact.writes().entrySet().stream()
                .filter(write -> write.getValue().changeId().equals(changeId))
                .map(write -> write.getKey())
                .collect(Collectors.toSet());
        if (meets(written, view.pending())) {
            return PENDING;
        }
        if (meets(written, view.held().keySet())) {
            return HELD;
        }
        return meets(written, view.notWritable()) ? NOT_WRITABLE : DONE;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean meets(Set<FieldKey> written, Collection<FieldKey> others) {
        return others.stream().anyMatch(written::contains);
    }
}
