package dev.ghlsync.sync;

import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a story of people is played: the whole topology, or its step alone. */
interface Stage extends AutoCloseable {
    /** A version of a contact, as consumers see it. */
    record Person(
            String locationId,
            String contactId,
            long version,
            String status,
            @Nullable String ghlContactId,
            @Nullable String mergedInto,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            boolean deletedInGhl,
            List<String> open) {}

    /** A command to the pusher. */
    record Order(
            String locationId,
            String contactId,
            long version,
            int attempt,
            String kind,
            @Nullable String ghlContactId,
            java.util.Map<String, @Nullable String> wanted) {}

    Instant now();

    void connected(String locationId);

    void webhook(String body);

    void read(String locationId, String body);

    void change(CrmChange change);

    void result(PushResult result);

    void advance(Duration time);

    void restart();

    /** Versions written since the last call, the oldest first. */
    List<Person> people();

    /** Commands written since the last call, the oldest first. */
    List<Order> orders();

    @Override
    void close();
}
