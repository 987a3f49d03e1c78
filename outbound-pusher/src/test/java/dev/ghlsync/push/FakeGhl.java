package dev.ghlsync.push;

import dev.ghlsync.push.destination.Access;
import dev.ghlsync.push.destination.Destination;
import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.ContactView;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** GoHighLevel in memory: keeps the city of each contact and every call; answers what it is told to first. */
final class FakeGhl implements Destination {
    final Map<String, String> cities = new ConcurrentHashMap<>();
    final List<ContactCall> calls = new CopyOnWriteArrayList<>();
    /** Answers before the work is done; null to do the work. */
    volatile Function<ContactCall, Answer> before = call -> null;

    @Override
    public Answer send(Access access, ContactCall call) {
        calls.add(call);
        Answer answer = before.apply(call);
        return answer != null ? answer : work(call);
    }

    List<String> written() {
        return calls.stream()
                .filter(ContactCall.Update.class::isInstance)
                .map(ContactCall.Update.class::cast)
                .map(u -> u.ghlContactId() + "=" + u.fields().getFirst().wanted())
                .toList();
    }

    private Answer work(ContactCall call) {
        return switch (call) {
            case ContactCall.Read(String id) -> contact(id, Snapshot.Source.GET);
            case ContactCall.Update(String id, List<FieldWish> fields) -> {
                cities.put(id, fields.getFirst().wanted());
                yield contact(id, Snapshot.Source.WRITE_RESPONSE);
            }
            case ContactCall.AddTags ignored -> new Answer.Done(201);
            case ContactCall.RemoveTags ignored -> new Answer.Done(200);
            case ContactCall.FindDuplicate ignored -> new Answer.Done(200);
            case ContactCall.Create ignored -> throw new IllegalStateException("No create in these tests.");
        };
    }

    private Answer contact(String id, Snapshot.Source source) {
        String city = cities.get(id);
        Map<String, String> values = city == null ? Map.of() : Map.of("city", city);
        return new Answer.Contact(
                200,
                new Snapshot(
                        new byte[] {'{', '}'}, source, Instant.EPOCH, new ContactView(id, values, Set.of(), Set.of())));
    }
}
