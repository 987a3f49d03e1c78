package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import dev.ghlsync.ingest.source.Page;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares the objects of one kind of a location. All of ours are kept as digests and GoHighLevel's list is held against them; what differs or is
 * missing is read by id, and then compared with ours as they are now, some at a time, so that few bodies are in memory. Blocks.
 */
final class ObjectAudit {
    private static final String SILENT =
            "The query API of sync-streams does not answer; check QUERY_URL and that it runs.";

    /** Each batch goes through all of ours once. */
    static final int BATCH = 500;

    private final ComparedKind kind;
    private final Source source;
    private final OurRecords ours;
    private final Predicate<List<ObjectRead>> repairs;
    private final Tally tally;
    private final boolean repair;
    private final Reading reading;
    private final Instant now;
    private final int batch;
    private final Map<String, Known> known = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    /** What to look at again, by its id in GoHighLevel; the list's item when that is the best there is. */
    private final Map<String, @Nullable ObjectRead> suspects = new TreeMap<>();
    /** Contacts of tasks, which GoHighLevel finds by their contact only. */
    private final Map<String, String> parents = new HashMap<>();

    /** One object of ours. */
    private record Known(long digest, @Nullable String currency) {}

    /**
     * One kind of a location.
     *
     * @param now when the audit began
     * @param batch objects judged and repaired at a time
     */
    ObjectAudit(
            ComparedKind kind,
            Source source,
            OurRecords ours,
            Predicate<List<ObjectRead>> repairs,
            Tally tally,
            boolean repair,
            Reading reading,
            Instant now,
            int batch) {
        this.batch = batch;
        this.kind = kind;
        this.source = source;
        this.ours = ours;
        this.repairs = repairs;
        this.tally = tally;
        this.repair = repair;
        this.reading = reading;
        this.now = now;
    }

    void run() {
        if (!ours.forEachObject(kind, locationId(), reading.stop(), this::keep)) {
            tally.stopped(SILENT);
            return;
        }
        int here = known.size();
        if (scan() && missingAreFew(here)) {
            judgeMissing();
        }
    }

    private void keep(JsonNode object) {
        if (!isDeleted(object) && kind.isListed(object, now)) {
            tally.count(kind, Count.HERE, 1);
            String ghlId = kind.ghlId(object);
            known.put(ghlId, new Known(Digests.of(kind.ofOurs(object)), GhlJson.text(object, "currency")));
            String contact = GhlJson.text(object, "ghlContactId");
            if (kind.isOnlyInLists() && contact != null) {
                parents.put(ghlId, contact);
            }
        }
    }

    /** False when the audit of the kind is over, because not all could be seen or because there is none. */
    private boolean scan() {
        String cursor = null;
        do {
            switch (kind.page(source, reading, now, cursor)) {
                case Result.Got<Page>(Page page) -> {
                    tally.moved();
                    for (ObjectRead item : page.objects()) {
                        compare(item);
                        if (suspects.size() >= batch && !judge()) {
                            return false;
                        }
                    }
                    cursor = page.next();
                }
                // The token's scopes do not open them, so we have none either.
                case Result.Impossible<Page> refusal
                when refusal.isScope() && known.isEmpty() && listed.isEmpty() -> {
                    return false;
                }
                case Result<Page> other -> {
                    tally.stopped("GoHighLevel's " + kind.list() + " could not be read: " + Reasons.of(other));
                    return false;
                }
            }
        } while (cursor != null);
        return true;
    }

    private void compare(ObjectRead item) {
        if (!listed.add(item.objectId())) {
            return; // Pages overlap, so that an item that moves is not missed.
        }
        tally.count(kind, Count.IN_GHL, 1);
        byte[] body = item.body();
        Known mine = known.remove(item.objectId());
        boolean same = mine != null
                && body != null
                && Digests.of(kind.ofGhl(GhlJson.objectOrEmpty(body), mine.currency())) == mine.digest();
        if (same) {
            tally.count(kind, Count.EQUAL, 1);
        } else {
            suspects.put(item.objectId(), kind.isOnlyInLists() ? item.asGet() : null);
        }
    }

    private boolean missingAreFew(int here) {
        if (known.size() > Audit.missingMax(here)) {
            tally.count(kind, Count.UNCONFIRMED, known.size());
            tally.stopped(known.size()
                    + " " + kind.list()
                    + " are missing in GoHighLevel, more than 1 % of the location; look at them there,"
                    + " and repeat the audit if they really are deleted and few.");
            return false;
        }
        return true;
    }

    private void judgeMissing() {
        for (String id : known.keySet()) {
            suspects.put(id, null);
            if (suspects.size() >= batch && !judge()) {
                return;
            }
        }
        judge();
    }

    /** Compares what is suspected so far; false if the audit cannot go on. */
    private boolean judge() {
        Map<String, ObjectRead> reads = new HashMap<>();
        for (Map.Entry<String, @Nullable ObjectRead> suspect : suspects.entrySet()) {
            ObjectRead item = suspect.getValue();
            String id = suspect.getKey();
            if (item != null) {
                reads.put(id, item);
                continue;
            }
            switch (source.byId(reading, Manner.RUN, kind.object(), id, parents.get(id))) {
                case Result.Got<ObjectRead>(ObjectRead read) -> {
                    tally.moved();
                    reads.put(id, read);
                }
                case Result.Impossible<ObjectRead> ignored -> tally.count(kind, Count.UNCONFIRMED, 1);
                case Result<ObjectRead> other -> {
                    tally.stopped(
                            "One of the " + kind.list() + " could not be read from GoHighLevel: " + Reasons.of(other));
                    return false;
                }
            }
        }
        suspects.clear();
        reads.values().stream()
                .filter(read -> read.body() != null && !listed.contains(read.objectId()))
                .forEach(read -> tally.count(kind, Count.IN_GHL, 1));
        List<ObjectRead> unequal = new ArrayList<>();
        boolean answered = reads.isEmpty()
                || ours.forEachObject(kind, locationId(), reading.stop(), object -> {
                    ObjectRead read = reads.remove(kind.ghlId(object));
                    if (read != null && !isEqual(object, read)) {
                        unequal.add(read);
                    }
                });
        if (!answered) {
            tally.stopped(SILENT);
            return false;
        }
        for (ObjectRead read : reads.values()) {
            if (read.body() != null) {
                tally.onlyThere(kind, read.objectId());
                unequal.add(read);
            }
        }
        return !repair || unequal.isEmpty() || isRepaired(unequal);
    }

    private boolean isRepaired(List<ObjectRead> unequal) {
        boolean taken = repairs.test(unequal);
        if (taken) {
            tally.repaired(unequal.size());
        } else {
            tally.stopped("The broker does not take the repairs; start the audit again.");
        }
        return taken;
    }

    private boolean isEqual(JsonNode object, ObjectRead read) {
        byte[] body = read.body();
        String id = kind.ourId(object);
        if (body == null) {
            if (!isDeleted(object)) {
                tally.deletedThere(kind, id, read.objectId());
            }
            return isDeleted(object);
        }
        if (isDeleted(object)) {
            tally.onlyThere(kind, read.objectId());
            return false;
        }
        SortedMap<String, String> there = kind.ofGhl(GhlJson.objectOrEmpty(body), GhlJson.text(object, "currency"));
        return tally.compared(kind, id, read.objectId(), kind.ofOurs(object), there);
    }

    private static boolean isDeleted(JsonNode object) {
        return object.hasNonNull("deletedInGhlAt");
    }

    private String locationId() {
        return reading.connection().locationId();
    }
}
