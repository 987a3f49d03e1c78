package dev.ghlsync.push.dlq.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dead letters for tests. */
final class Letters {
    static final Instant FAILED_AT = Instant.parse("2026-11-20T10:00:00Z");

    private Letters() {}

    static DeadLetter of(
            Queue queue,
            @Nullable String location,
            @Nullable String contact,
            int replays,
            @Nullable String run,
            @Nullable Place source) {
        return letter(queue, location, contact, "server_fault", 503, null, List.of("city"), replays, run, source);
    }

    static DeadLetter failed(
            Queue queue, String reason, @Nullable Integer status, @Nullable String error, List<String> fields) {
        return letter(queue, "L", "c", reason, status, error, fields, 0, null, null);
    }

    private static DeadLetter letter(
            Queue queue,
            @Nullable String location,
            @Nullable String contact,
            String reason,
            @Nullable Integer status,
            @Nullable String error,
            List<String> fields,
            int replays,
            @Nullable String run,
            @Nullable Place source) {
        return new DeadLetter(
                queue,
                "entry-1",
                location,
                contact,
                7L,
                6,
                reason,
                status,
                error,
                fields,
                FAILED_AT,
                source,
                null,
                replays,
                run,
                new Place("push.dlq", 0, 0));
    }
}
