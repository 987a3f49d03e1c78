package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import dev.ghlsync.ingest.source.Page;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a location. First everything of ours is read and kept as digests; then every page of GoHighLevel's search is held against it. What
 * differs, and with {@code deep} everything, is read by id, because the search leaves fields out and lags behind; then both sides are compared field by
 * field as they are now. What the search does not show is asked for by id before it counts as deleted. Blocks.
 */
final class Audit {
    private static final int PAGE = 100;
    private static final int CONCURRENCY = 16;
    /** More missing contacts than this share of a location, and than this number, are left to an operator. */
    private static final double MISSING_SHARE_MAX = 0.01;

    private static final int MISSING_FLOOR = 10;

    private final Source source;
    private final OurRecords ours;
    private final Predicate<List<ObjectRead>> repairs;
    private final LocationConnection connection;
    private final Tally tally;
    private final boolean repair;
    private final boolean deep;
    private final Instant now;
    private final Reading reading;
    private final Map<String, Known> known = new HashMap<>();

    /** Digests of one contact of ours. */
    private record Known(String contactId, long searched) {}

    /**
     * @param repairs publishes objects again; false if that did not work
     * @param now when it begins
     */
    Audit(
            Source source,
            OurRecords ours,
            Predicate<List<ObjectRead>> repairs,
            LocationConnection connection,
            Tally tally,
            AuditOrder order,
            String auditId,
            Instant now,
            Stop stop) {
        this.source = source;
        this.ours = ours;
        this.repairs = repairs;
        this.connection = connection;
        this.tally = tally;
        this.repair = order.repair();
        this.deep = order.deep();
        this.now = now;
        this.reading = new Reading(connection, ObjectRead.Purpose.AUDIT, auditId, auditId, stop);
    }

    void run() {
        if (!ours.forEachContact(connection.locationId(), reading.stop(), this::keep)) {
            tally.stopped("The query API of sync-streams does not answer; check QUERY_URL and that it runs.");
            return;
        }
        long here = known.size();
        String cursor = null;
        do {
            switch (source.contacts(reading, PAGE, null, cursor)) {
                case Result.Got<Page>(Page page) -> {
                    tally.moved();
                    if (!page(page)) {
                        return;
                    }
                    cursor = page.next();
                }
                case Result<Page> other -> {
                    tally.stopped("GoHighLevel's contacts could not be read: " + Reasons.of(other));
                    return;
                }
            }
        } while (cursor != null);
        if (missing(here)) {
            objects();
        }
    }

    private void objects() {
        for (ComparedKind kind : ComparedKind.values()) {
            boolean isWanted =
                    kind != ComparedKind.TASK || connection.settings().syncTasks();
            if (isWanted && !reading.stop().requested()) {
                new ObjectAudit(kind, source, ours, repairs, tally, repair, reading, now, ObjectAudit.BATCH).run();
            }
        }
    }

    /** How many of so many objects may be missing before they are left to an operator. */
    static long missingMax(long here) {
        return Math.max(MISSING_FLOOR, (long) (here * MISSING_SHARE_MAX));
    }

    private void keep(JsonNode contact) {
        if (!"ACTIVE".equals(contact.path("status").asText())) {
            return;
        }
        tally.here();
        String ghlId = GhlJson.text(contact, "ghlContactId");
        if (ghlId == null) {
            tally.onlyHere(contact);
        } else {
            known.put(
                    ghlId,
                    new Known(contact.path("contactId").asText(), Digests.ofSearched(FieldValues.ofOurs(contact))));
        }
    }

    private boolean page(Page page) {
        List<String> suspects = new ArrayList<>();
        for (ObjectRead item : page.objects()) {
            byte[] body = item.body();
            tally.inGhl();
            Known mine = known.remove(item.objectId());
            boolean same = mine != null
                    && body != null
                    && Digests.ofSearched(FieldValues.ofSearch(GhlJson.objectOrEmpty(body))) == mine.searched();
            if (same && !deep) {
                tally.equal();
            } else {
                suspects.add(item.objectId());
            }
        }
        return all(suspects.stream()
                .<Callable<Boolean>>map(id -> () -> judge(id, null))
                .toList());
    }

    /** Several at once, because each waits for two answers. */
    private static boolean all(List<Callable<Boolean>> judgements) {
        var places = new Semaphore(CONCURRENCY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (Callable<Boolean> judgement : judgements) {
                places.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        return judgement.call();
                    } finally {
                        places.release();
                    }
                }));
            }
            boolean good = true;
            for (Future<Boolean> each : running) {
                good &= each.get();
            }
            return good;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Comparing a contact failed.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What we think exists there and the search did not show: it may be new, or the index may lag, or it is deleted. */
    private boolean missing(long here) {
        if (known.size() > missingMax(here)) {
            tally.unconfirmed(
                    known.size(),
                    known.size()
                            + " contacts are missing in GoHighLevel, more than 1 % of the location; look at them there,"
                            + " and repeat the audit if they really are deleted and few.");
            return false;
        }
        return all(known.entrySet().stream()
                .<Callable<Boolean>>map(
                        each -> () -> judge(each.getKey(), each.getValue().contactId()))
                .toList());
    }

    /** Reads one contact by id on both sides and compares. Returns false if the audit cannot go on. */
    private boolean judge(String ghlContactId, @Nullable String contactId) {
        return switch (source.byId(reading, Manner.RUN, ObjectKind.CONTACT, ghlContactId, null)) {
            case Result.Got<ObjectRead>(ObjectRead read) -> {
                tally.moved();
                yield judged(read, contactId);
            }
            case Result.Impossible<ObjectRead>(String reason) -> {
                tally.stopped("A contact could not be read from GoHighLevel, and was not compared: " + reason);
                yield true;
            }
            case Result<ObjectRead> other -> {
                tally.stopped("A contact could not be read from GoHighLevel: " + Reasons.of(other));
                yield false;
            }
        };
    }

    private boolean judged(ObjectRead read, @Nullable String contactId) {
        byte[] body = read.body();
        Optional<JsonNode> answer = ours.linkedTo(connection.locationId(), read.objectId(), reading.stop());
        if (answer.isEmpty()) {
            tally.stopped("The query API of sync-streams does not answer; check QUERY_URL and that it runs.");
            return false;
        }
        JsonNode mine = answer.get();
        boolean active = "ACTIVE".equals(mine.path("status").asText());
        boolean equal;
        if (body == null) {
            // Search items of contacts deleted meanwhile are nobody's difference.
            equal = contactId == null || !active;
            if (!equal) {
                tally.contactDeletedThere(contactId, read.objectId());
            }
        } else if (mine.isMissingNode()) {
            tally.contactOnlyThere(read.objectId());
            equal = false;
        } else if (!active) {
            // Archived by us, or inactive although it is there: the read by id revives only the latter.
            equal = "ARCHIVED".equals(mine.path("status").asText());
            if (equal) {
                tally.equal();
            } else {
                tally.contactOnlyThere(read.objectId());
            }
        } else {
            SortedMap<String, String> there = FieldValues.ofGet(GhlJson.objectOrEmpty(body));
            equal = tally.compared(read.objectId(), mine, FieldValues.ofOurs(mine), there);
        }
        if (!equal && repair) {
            if (!repairs.test(List.of(read))) {
                tally.stopped("The broker does not take the repairs; start the audit again.");
                return false;
            }
            tally.repaired(1);
        }
        return true;
    }
}
