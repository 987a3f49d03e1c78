package dev.ghlsync.push.avro;

import dev.ghlsync.avro.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of the audit. */
public final class AuditAvro {
    private AuditAvro() {}

    /**
     * @param target what it was done to, an id or a filter without personal data
     * @param effect what changed or was shown, without personal data
     */
    public static AuditEntry entry(
            String entryId,
            Instant at,
            String who,
            String why,
            String action,
            @Nullable String locationId,
            String target,
            String effect,
            Map<String, Long> counts,
            @Nullable String correlationId) {
        return AuditEntry.newBuilder()
                .setEntryId(entryId)
                .setAt(at)
                .setWho(who)
                .setAction(action)
                .setLocationId(locationId)
                .setTarget(target)
                .setWhy(why)
                .setEffect(effect)
                .setCounts(counts)
                .setCorrelationId(correlationId)
                .build();
    }
}
