package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ingest.audit.AuditReport.Finding;
import dev.ghlsync.ingest.audit.AuditReport.Kind;
import dev.ghlsync.ingest.audit.AuditReport.Why;
import dev.ghlsync.ingest.domain.ObjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The counts and findings of one audit. Safe for concurrent use. */
final class Tally {
    private static final int FINDINGS_MAX = 500;

    private final String auditId;
    private final String locationId;
    private final boolean repair;
    private final boolean deep;
    private final Instant startedAt;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<ComparedKind, Map<Count, Long>> objects = new EnumMap<>(ComparedKind.class);
    private long inGhl;
    private long here;
    private long equal;
    private long differing;
    private long onlyThere;
    private long onlyHere;
    private long deletedThere;
    private long unconfirmed;
    private long repaired;
    private long moves;
    private @Nullable Instant endedAt;
    private @Nullable String stopped;

    Tally(String auditId, String locationId, boolean repair, boolean deep, Instant startedAt) {
        this.auditId = auditId;
        this.locationId = locationId;
        this.repair = repair;
        this.deep = deep;
        this.startedAt = startedAt;
    }

    /** Something was read, or repaired. */
    synchronized void moved() {
        moves++;
    }

    /** Grows as the audit goes on. */
    synchronized long moves() {
        return moves;
    }

    synchronized void here() {
        moves++;
        here++;
    }

    synchronized void inGhl() {
        inGhl++;
    }

    synchronized void equal() {
        equal++;
    }

    synchronized void repaired(int objects) {
        moves++;
        repaired += objects;
    }

    synchronized void unconfirmed(long contacts, String why) {
        unconfirmed = contacts;
        stopped = why;
    }

    /** The first reason is kept: the audit of one kind may stop and others go on. */
    synchronized void stopped(String why) {
        stopped = stopped == null ? why : stopped;
    }

    synchronized void ended(Instant at) {
        endedAt = at;
    }

    synchronized void count(ComparedKind kind, Count count, long by) {
        moves++;
        objects.computeIfAbsent(kind, each -> new EnumMap<>(Count.class)).merge(count, by, Long::sum);
    }

    synchronized void contactOnlyThere(String ghlId) {
        onlyThere++;
        add(new Finding(ObjectKind.CONTACT, null, ghlId, Kind.ONLY_THERE, null, null, null, Why.UNKNOWN));
    }

    synchronized void onlyThere(ComparedKind kind, String ghlId) {
        count(kind, Count.ONLY_THERE, 1);
        add(new Finding(kind.object(), null, ghlId, Kind.ONLY_THERE, null, null, null, Why.UNKNOWN));
    }

    synchronized void onlyHere(JsonNode ours) {
        onlyHere++;
        Why why = ours.path("pending").isEmpty()
                ? ours.path("held")
                        .valueStream()
                        .findFirst()
                        .map(Tally::whyHeld)
                        .orElse(Why.UNKNOWN)
                : Why.PENDING;
        add(new Finding(
                ObjectKind.CONTACT, ours.path("contactId").asText(), null, Kind.ONLY_HERE, null, null, null, why));
    }

    synchronized void contactDeletedThere(String id, String ghlId) {
        deletedThere++;
        add(new Finding(ObjectKind.CONTACT, id, ghlId, Kind.DELETED_THERE, null, null, null, Why.UNKNOWN));
    }

    synchronized void deletedThere(ComparedKind kind, String id, String ghlId) {
        count(kind, Count.DELETED_THERE, 1);
        add(new Finding(kind.object(), id, ghlId, Kind.DELETED_THERE, null, null, null, Why.UNKNOWN));
    }

    /** Compares both sides of one contact; returns whether they are equal. */
    synchronized boolean compared(
            String ghlContactId, JsonNode ours, Map<String, String> here, Map<String, String> there) {
        Set<String> fields = differing(here, there);
        if (fields.isEmpty()) {
            equal++;
            return true;
        }
        differing++;
        for (String field : fields) {
            add(new Finding(
                    ObjectKind.CONTACT,
                    ours.path("contactId").asText(),
                    ghlContactId,
                    Kind.DIFFERS,
                    field,
                    masked(here.get(field)),
                    masked(there.get(field)),
                    why(ours, field)));
        }
        return false;
    }

    /** Compares both sides of one object; returns whether they are equal. Nothing of ours is on its way there. */
    synchronized boolean compared(
            ComparedKind kind, String id, String ghlId, Map<String, String> here, Map<String, String> there) {
        Set<String> fields = differing(here, there);
        count(kind, fields.isEmpty() ? Count.EQUAL : Count.DIFFERING, 1);
        for (String field : fields) {
            add(new Finding(
                    kind.object(),
                    id,
                    ghlId,
                    Kind.DIFFERS,
                    field,
                    masked(here.get(field)),
                    masked(there.get(field)),
                    Why.UNKNOWN));
        }
        return fields.isEmpty();
    }

    private static Set<String> differing(Map<String, String> here, Map<String, String> there) {
        Set<String> fields = new TreeSet<>(here.keySet());
        fields.addAll(there.keySet());
        fields.removeIf(field -> Objects.equals(here.get(field), there.get(field)));
        return fields;
    }

    synchronized AuditReport report() {
        return new AuditReport(
                auditId,
                locationId,
                repair,
                deep,
                startedAt,
                endedAt,
                inGhl,
                here,
                equal,
                differing,
                onlyThere,
                onlyHere,
                deletedThere,
                unconfirmed,
                repaired,
                objects,
                findings,
                stopped);
    }

    private void add(Finding finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    /** The first character and the length: enough to recognise a value one knows, too little to learn one. */
    private static @Nullable String masked(@Nullable String value) {
        return value == null ? null : value.substring(0, Math.min(1, value.length())) + "…(" + value.length() + ")";
    }

    private static Why why(JsonNode ours, String field) {
        if (names(ours.path("pending"), field)) {
            return Why.PENDING;
        }
        if (names(ours.path("notWritable"), field)) {
            return Why.NOT_WRITABLE;
        }
        return ours.path("held")
                .valueStream()
                .filter(held -> isOf(held.path("field").asText(), field))
                .findFirst()
                .map(Tally::whyHeld)
                .orElse(Why.UNKNOWN);
    }

    private static Why whyHeld(JsonNode held) {
        return held.path("reason").asText().equals("DEAD") ? Why.DLQ : Why.HELD;
    }

    private static boolean names(JsonNode list, String field) {
        return list.valueStream().anyMatch(name -> isOf(name.asText(), field));
    }

    /** Our records name a single tag as {@code tags.vip}, and address fields by their last part. */
    private static boolean isOf(String name, String field) {
        return name.equals(field) || name.startsWith(field + ".") || name.endsWith("." + field);
    }
}
