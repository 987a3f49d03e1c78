package dev.ghlsync.ingest.audit;

import dev.ghlsync.ingest.domain.ObjectKind;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found.
 *
 * @param inGhl contacts that GoHighLevel has
 * @param here contacts that we have and count as existing there, or as waiting to be
 * @param equal contacts with equal values in every field
 * @param differing contacts with a field that differs
 * @param onlyThere contacts of GoHighLevel that we do not know
 * @param onlyHere contacts of ours that were never created there
 * @param deletedThere contacts that we think exist there, and a GET says do not
 * @param unconfirmed contacts missing from the scan that were not looked at, because there are too many
 * @param repaired objects published again, so that the sync takes them over
 * @param objects the same of other objects; every kind and every count is there
 * @param findings some of what differs, without values
 * @param stopped why the audit went no further; null if it is complete
 */
public record AuditReport(
        String auditId,
        String locationId,
        boolean repair,
        boolean deep,
        Instant startedAt,
        @Nullable Instant endedAt,
        long inGhl,
        long here,
        long equal,
        long differing,
        long onlyThere,
        long onlyHere,
        long deletedThere,
        long unconfirmed,
        long repaired,
        Map<ComparedKind, Map<Count, Long>> objects,
        List<Finding> findings,
        @Nullable String stopped) {
    private static final Set<Count> DIFFERENCES =
            EnumSet.of(Count.DIFFERING, Count.ONLY_THERE, Count.DELETED_THERE, Count.UNCONFIRMED);

    public AuditReport {
        Map<ComparedKind, Map<Count, Long>> all = new EnumMap<>(ComparedKind.class);
        for (ComparedKind kind : ComparedKind.values()) {
            all.put(kind, complete(objects.getOrDefault(kind, Map.of())));
        }
        objects = Collections.unmodifiableMap(all);
        findings = List.copyOf(findings);
    }

    private static Map<Count, Long> complete(Map<Count, Long> counts) {
        Map<Count, Long> all = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            all.put(count, counts.getOrDefault(count, 0L));
        }
        return Collections.unmodifiableMap(all);
    }

    /** Whether both sides hold the same, as far as what waits to be created there is left out. */
    public boolean isEqual() {
        return endedAt != null
                && stopped == null
                && differing == 0
                && onlyThere == 0
                && deletedThere == 0
                && unconfirmed == 0
                && objects.values().stream()
                        .noneMatch(
                                counts -> DIFFERENCES.stream().anyMatch(count -> counts.getOrDefault(count, 0L) > 0));
    }

    /**
     * One field of one object, or a whole object.
     *
     * @param object contact, opportunity, appointment or task
     * @param id ours; null if we do not know it
     * @param ghlId null if it was never created there
     * @param field null for a whole object
     * @param here our value, masked; null if we have none
     * @param there GoHighLevel's value, masked; null if it has none
     */
    public record Finding(
            ObjectKind object,
            @Nullable String id,
            @Nullable String ghlId,
            Kind kind,
            @Nullable String field,
            @Nullable String here,
            @Nullable String there,
            Why why) {}

    public enum Kind {
        DIFFERS,
        ONLY_THERE,
        ONLY_HERE,
        DELETED_THERE
    }

    /** What is known of the cause. */
    public enum Why {
        /** A push is on its way. */
        PENDING,
        /** GoHighLevel refused or did not keep our value. */
        HELD,
        /** Given up after the last retry; the push's dead letter tells more. */
        DLQ,
        /** Its API cannot write the field. */
        NOT_WRITABLE,
        /** Nothing explains it: a webhook was lost, or something is wrong. */
        UNKNOWN
    }
}
