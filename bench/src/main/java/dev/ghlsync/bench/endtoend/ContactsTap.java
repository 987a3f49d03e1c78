package dev.ghlsync.bench.endtoend;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when each first name arrived on {@code sync.contacts}. Thread-safe. */
final class ContactsTap implements AutoCloseable {
    private final Map<String, Arrival> arrivalByGivenName = new ConcurrentHashMap<>();
    private final Map<String, String> contactIdByGhlId = new ConcurrentHashMap<>();
    private final Tap<Contact> tap;
    private volatile long lastArrivalNanos = System.nanoTime();

    /**
     * @param nanos when it arrived, as {@link System#nanoTime}
     * @param epochMillis the same moment by the machine's clock
     */
    record Arrival(long nanos, long epochMillis) {}

    ContactsTap(KafkaSettings kafka) {
        tap = new Tap<>(kafka, Topics.SYNC_CONTACTS, record -> note(record.value()));
    }

    Optional<Arrival> arrival(String givenName) {
        return Optional.ofNullable(arrivalByGivenName.get(givenName));
    }

    /** Our id of each contact that is known on both sides. */
    Map<String, String> contactIdByGhlId() {
        return Map.copyOf(contactIdByGhlId);
    }

    Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - lastArrivalNanos);
    }

    private void note(Contact contact) {
        lastArrivalNanos = System.nanoTime();
        if (contact.getGhlContactId() != null) {
            contactIdByGhlId.put(contact.getGhlContactId(), contact.getContactId());
        }
        if (contact.getGivenName() != null) {
            arrivalByGivenName.putIfAbsent(
                    contact.getGivenName(), new Arrival(lastArrivalNanos, System.currentTimeMillis()));
        }
    }

    @Override
    public void close() {
        tap.close();
    }
}
