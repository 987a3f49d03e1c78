package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.identity.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The contacts of one location in the stores. Thread-safe as far as the stores are; also used by the query API.
 *
 * <p>The alias store holds one entry per alias and contact, {@code <alias prefix><contactId> → contactId}.
 */
public final class StoredDirectory implements Directory {
    /** Merges of merges end; a longer chain would be a loop. */
    private static final int MAX_MERGES = 32;

    private final String locationId;
    private final ReadOnlyKeyValueStore<String, ContactState> contacts;
    private final ReadOnlyKeyValueStore<String, String> aliases;

    public StoredDirectory(
            String locationId,
            ReadOnlyKeyValueStore<String, ContactState> contacts,
            ReadOnlyKeyValueStore<String, String> aliases) {
        this.locationId = locationId;
        this.contacts = contacts;
        this.aliases = aliases;
    }

    @Override
    public Optional<ContactState> contact(String contactId) {
        var id = contactId;
        for (int i = 0; i < MAX_MERGES; i++) {
            var state = contacts.get(Keys.contact(locationId, id));
            if (state == null) {
                var minted = scan(Keys.byMintedId(locationId, id), 1);
                if (minted.isEmpty()) {
                    return Optional.empty();
                }
                id = minted.getFirst();
            } else if (state.lifecycle().mergedInto() == null) {
                return Optional.of(state);
            } else {
                id = state.lifecycle().mergedInto();
            }
        }
        throw new IllegalStateException("Contact " + contactId + " of location " + locationId
                + " is merged in a circle; restore the stores from their changelogs.");
    }

    @Override
    public List<String> byGhlId(String ghlContactId) {
        return scan(Keys.byGhlId(locationId, ghlContactId), Integer.MAX_VALUE);
    }

    @Override
    public List<String> byEmail(String email, int max) {
        return scan(Keys.byEmail(locationId, email), max);
    }

    @Override
    public List<String> byPhone(String phone, int max) {
        return scan(Keys.byPhone(locationId, phone), max);
    }

    @Override
    public List<String> byExternalId(ExternalId externalId) {
        return scan(Keys.byExternalId(locationId, externalId), Integer.MAX_VALUE);
    }

    private List<String> scan(String prefix, int max) {
        var found = new ArrayList<String>(2);
        try (var entries = aliases.prefixScan(prefix, new StringSerializer())) {
            while (found.size() < max && entries.hasNext()) {
                found.add(entries.next().value);
            }
        }
        return found;
    }
}
