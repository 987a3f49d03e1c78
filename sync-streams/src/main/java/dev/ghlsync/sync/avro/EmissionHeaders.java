package dev.ghlsync.sync.avro;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.sync.emission.Emission;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of a record to be written. */
public final class EmissionHeaders {
    private EmissionHeaders() {}

    /** A new, changeable set of headers. */
    public static org.apache.kafka.common.header.Headers of(Emission emission) {
        var headers = new RecordHeaders();
        add(headers, Headers.LOCATION_ID, emission.locationId().isEmpty() ? null : emission.locationId());
        switch (emission) {
            case Emission.Announced announced -> common(headers, announced.correlationId(), announced.organizationId());
            case Emission.Happened happened -> common(headers, happened.correlationId(), happened.organizationId());
            case Emission.Commanded commanded -> {
                common(headers, commanded.correlationId(), commanded.organizationId());
                long failedAt = commanded.command().firstFailedAt();
                add(headers, Headers.FIRST_FAILED_AT, failedAt == 0 ? null : Long.toString(failedAt));
            }
            case Emission.Fetched fetched -> common(headers, fetched.correlationId(), null);
            case Emission.DeadLettered dead -> {
                add(headers, Headers.REASON, dead.reason());
                add(headers, Headers.ERROR, dead.error());
                add(headers, Headers.SOURCE_TOPIC, dead.sourceTopic());
                add(headers, Headers.SOURCE_PARTITION, Integer.toString(dead.sourcePartition()));
                add(headers, Headers.SOURCE_OFFSET, Long.toString(dead.sourceOffset()));
                add(headers, Headers.FIRST_FAILED_AT, Long.toString(dead.failedAt()));
                if (dead.originalKey() != null) {
                    headers.add(Headers.ORIGINAL_KEY, dead.originalKey());
                }
            }
            case Emission.Shown shown -> common(headers, shown.correlationId(), shown.organizationId());
            case Emission.Told told -> common(headers, told.correlationId(), told.organizationId());
            case Emission.Asked asked -> common(headers, asked.correlationId(), null);
            case Emission.Rerouted rerouted -> {}
        }
        return headers;
    }

    private static void common(RecordHeaders headers, String correlationId, @Nullable String organizationId) {
        add(headers, Headers.CORRELATION_ID, correlationId);
        add(headers, Headers.ORGANIZATION_ID, organizationId);
    }

    private static void add(RecordHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
