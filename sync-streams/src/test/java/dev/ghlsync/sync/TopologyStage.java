package dev.ghlsync.sync;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real topology on stores in memory; a restart loses them and restores them from what went to the changelogs. */
final class TopologyStage implements Stage {
    private final SyncScenario sync;

    TopologyStage() {
        // Kafka looks for its classes there, and a worker of a pool may have another loader.
        Thread.currentThread().setContextClassLoader(TopologyStage.class.getClassLoader());
        sync = SyncScenario.inMemory();
    }

    @Override
    public Instant now() {
        return sync.now();
    }

    @Override
    public void connected(String locationId) {
        sync.connect(locationId);
    }

    @Override
    public void webhook(String body) {
        sync.webhook(body);
    }

    @Override
    public void read(String locationId, String body) {
        sync.snapshot(SnapshotSource.GET, locationId, body);
    }

    @Override
    public void change(CrmChange change) {
        sync.change(change);
    }

    @Override
    public void result(PushResult result) {
        sync.result(result);
    }

    @Override
    public void advance(Duration time) {
        sync.advance(time);
    }

    @Override
    public void restart() {
        sync.restart();
    }

    @Override
    public List<Person> people() {
        return sync.written().takeContacts().stream().map(TopologyStage::person).toList();
    }

    @Override
    public List<Order> orders() {
        return sync.written().takeCommands().stream().map(TopologyStage::order).toList();
    }

    @Override
    public void close() {
        sync.close();
    }

    private static Person person(Contact contact) {
        var address = contact.getAddress();
        return new Person(
                contact.getLocationId(),
                contact.getContactId(),
                contact.getVersion(),
                contact.getStatus().name(),
                contact.getGhlContactId(),
                contact.getMergedInto(),
                contact.getEmail(),
                contact.getPhone(),
                address == null ? null : address.getCity(),
                contact.getDeletedInGhlAt() != null,
                Stream.concat(
                                contact.getPending().stream(),
                                contact.getHeld().stream().map(held -> held.getField()))
                        .toList());
    }

    private static Order order(PushCommand command) {
        var wanted = new HashMap<String, @Nullable String>();
        command.getFields().forEach(field -> wanted.put(field.getField(), field.getWanted()));
        return new Order(
                command.getLocationId(),
                command.getContactId(),
                command.getVersion(),
                command.getAttempt(),
                command.getKind().name(),
                command.getGhlContactId(),
                wanted);
    }
}
