package dev.ghlsync.sync.query;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.StoredDirectory;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of the partition a location lives on. As thread-safe as the stores, which may be read by any thread. */
public record LocationStores(
        ReadOnlyKeyValueStore<String, ContactState> contacts,
        ReadOnlyKeyValueStore<String, String> aliases,
        ReadOnlyKeyValueStore<String, ChangeStatus> changes,
        ReadOnlyKeyValueStore<String, Inbound.Location> locations,
        ReadOnlyKeyValueStore<String, Mirrored> objects,
        ReadOnlyKeyValueStore<String, String> objectsByContact) {

    StoredDirectory directory(String locationId) {
        return new StoredDirectory(locationId, contacts, aliases);
    }
}
