package dev.ghlsync.push.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Headers as UTF-8 text; what is not known is left out. Not thread-safe. */
public final class RecordHeaderWriter {
    private final RecordHeaders headers = new RecordHeaders();

    public RecordHeaderWriter put(String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    public RecordHeaderWriter bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            headers.add(name, value);
        }
        return this;
    }

    public Headers done() {
        return headers;
    }
}
