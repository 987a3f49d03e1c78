package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes round all contacts once a day and finds those with a command that has no outcome for a day: longer than all retries take together, so
 * none will come. The round begins anew after a restart.
 */
final class ForgottenCommands {
    static final long DAY_MS = 24 * 60 * 60 * 1000L;

    private final ContactStores stores;
    private String cursor = "";
    private long roundEndedAt = Long.MIN_VALUE;

    ForgottenCommands(ContactStores stores) {
        this.stores = stores;
    }

    /** A contact whose command was forgotten. */
    record Forgotten(String locationId, String contactId, long version) {}

    /** Looks at up to {@code limit} contacts; nothing when the round of today is over. */
    List<Forgotten> next(long now, int limit) {
        var forgotten = new ArrayList<Forgotten>();
        if (roundEndedAt != Long.MIN_VALUE && now - roundEndedAt < DAY_MS) {
            return forgotten;
        }
        List<ContactState> page = stores.after(cursor, limit);
        for (ContactState contact : page) {
            long version = contact.outbound().forgotten(now - DAY_MS);
            if (version > 0) {
                forgotten.add(new Forgotten(contact.locationId(), contact.contactId(), version));
            }
        }
        boolean over = page.size() < limit;
        cursor = over
                ? ""
                : Keys.contact(page.getLast().locationId(), page.getLast().contactId()) + Character.MIN_VALUE;
        roundEndedAt = over ? now : Long.MIN_VALUE;
        return forgotten;
    }
}
