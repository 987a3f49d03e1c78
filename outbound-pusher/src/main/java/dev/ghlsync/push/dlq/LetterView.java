package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.dlq.domain.Queue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that are not resolved, without their bytes: about a kilobyte of memory for each. Safe for concurrent use. What another
 * process writes is seen a moment later.
 */
public final class LetterView {
    private static final Comparator<DeadLetter> OLDEST_FIRST =
            Comparator.comparing(DeadLetter::firstFailedAt).thenComparing(DeadLetter::entryId);

    private final Map<String, DeadLetter> letters = new HashMap<>();
    private final Map<String, Map<String, DeadLetter>> byContact = new HashMap<>();

    /** Takes in a record of a dead letter topic; always true. */
    public synchronized boolean take(ConsumerRecord<byte[], byte[]> record) {
        Queue queue = LetterRecords.queue(record.topic());
        String entryId = LetterRecords.entryId(record);
        forget(queue, entryId);
        if (record.value() != null) {
            put(LetterRecords.letter(record));
        }
        return true;
    }

    synchronized void put(DeadLetter letter) {
        forget(letter.queue(), letter.entryId());
        letters.put(key(letter.queue(), letter.entryId()), letter);
        String contact = contact(letter.locationId(), letter.contactId());
        if (contact != null) {
            byContact.computeIfAbsent(contact, c -> new LinkedHashMap<>()).put(letter.entryId(), letter);
        }
    }

    synchronized void forget(Queue queue, String entryId) {
        DeadLetter gone = letters.remove(key(queue, entryId));
        String contact = gone == null ? null : contact(gone.locationId(), gone.contactId());
        if (contact != null) {
            Map<String, DeadLetter> others = byContact.getOrDefault(contact, new HashMap<>());
            others.remove(entryId);
            if (others.isEmpty()) {
                byContact.remove(contact);
            }
        }
    }

    public synchronized Collection<DeadLetter> ofContact(String locationId, String contactId) {
        return List.copyOf(
                byContact.getOrDefault(locationId + '/' + contactId, Map.of()).values());
    }

    public synchronized Optional<DeadLetter> find(String entryId) {
        for (Queue queue : Queue.values()) {
            DeadLetter letter = letters.get(key(queue, entryId));
            if (letter != null) {
                return Optional.of(letter);
            }
        }
        return Optional.empty();
    }

    /** The letters that match, the one that failed first in front. */
    public List<DeadLetter> matching(LetterFilter filter) {
        List<DeadLetter> found;
        synchronized (this) {
            found = new ArrayList<>(letters.values());
        }
        found.removeIf(letter -> !filter.matches(letter));
        found.sort(OLDEST_FIRST);
        return found;
    }

    public synchronized Map<Queue, Integer> sizes() {
        Map<Queue, Integer> sizes = new HashMap<>();
        letters.values().forEach(letter -> sizes.merge(letter.queue(), 1, Integer::sum));
        return sizes;
    }

    private static String key(Queue queue, String entryId) {
        return queue.code() + '/' + entryId;
    }

    private static @Nullable String contact(@Nullable String locationId, @Nullable String contactId) {
        return locationId == null || contactId == null ? null : locationId + '/' + contactId;
    }
}
