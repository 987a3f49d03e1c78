package dev.ghlsync.sandbox.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ghlsync.sandbox.http.Json;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last calls of clients. Thread-safe. */
public final class Journal {
    private final @Nullable ClientCall[] ring;
    private long count;

    public Journal(int capacity) {
        this.ring = new ClientCall[capacity];
    }

    public synchronized void add(ClientCall call) {
        ring[(int) (count++ % ring.length)] = call;
    }

    public synchronized long count() {
        return count;
    }

    /** Matching calls after the given number, oldest first, the newest {@code limit} of them. */
    public synchronized ArrayNode list(long after, int limit, Predicate<ClientCall> wanted) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (long number = Math.max(Math.max(after, 0), count - ring.length); number < count; number++) {
            ClientCall call = ring[(int) (number % ring.length)];
            if (call != null && wanted.test(call)) {
                list.add(call.json(number + 1));
            }
        }
        while (list.size() > limit) {
            list.remove(0);
        }
        return list;
    }
}
