package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import dev.ghlsync.ingest.source.Page;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares the opportunities of a location. All of ours are kept as digests and GoHighLevel's list is held against them; what differs or is missing is
 * read by id, and then compared with ours as they are now. Blocks.
 */
final class OpportunityAudit {
    private static final String DELETED = "DELETED";
    private static final String SILENT =
            "The query API of sync-streams does not answer; check QUERY_URL and that it runs.";

    private final Source source;
    private final OurRecords ours;
    private final Predicate<List<ObjectRead>> repairs;
    private final Tally tally;
    private final boolean repair;
    private final Reading reading;
    private final Map<String, Known> known = new HashMap<>();
    private final List<String> suspects = new ArrayList<>();

    /** One opportunity of ours. */
    private record Known(long digest, @Nullable String currency) {}

    OpportunityAudit(
            Source source,
            OurRecords ours,
            Predicate<List<ObjectRead>> repairs,
            Tally tally,
            boolean repair,
            Reading reading) {
        this.source = source;
        this.ours = ours;
        this.repairs = repairs;
        this.tally = tally;
        this.repair = repair;
        this.reading = reading;
    }

    void run() {
        if (!ours.forEachOpportunity(locationId(), reading.stop(), this::keep)) {
            tally.stopped(SILENT);
            return;
        }
        int here = known.size();
        if (scanned() && missingAreFew(here)) {
            judge();
        }
    }

    private void keep(JsonNode deal) {
        if (!isDeleted(deal)) {
            tally.opportunity(Count.HERE, 1);
            known.put(
                    deal.path("ghlOpportunityId").asText(),
                    new Known(Digests.of(DealValues.ofOurs(deal)), GhlJson.text(deal, "currency")));
        }
    }

    /** False if there is nothing to compare with, or GoHighLevel's list could not be read. */
    private boolean scanned() {
        String cursor = null;
        do {
            switch (source.opportunities(reading, null, cursor)) {
                case Result.Got<Page>(Page page) -> {
                    page.objects().forEach(this::scan);
                    cursor = page.next();
                }
                // The token's scopes do not open them, so we have none either.
                case Result.Impossible<Page> ignored -> {
                    return false;
                }
                case Result<Page> other -> {
                    tally.stopped("GoHighLevel's opportunities could not be read: " + Reasons.of(other));
                    return false;
                }
            }
        } while (cursor != null);
        return true;
    }

    private void scan(ObjectRead item) {
        byte[] body = item.body();
        Known mine = known.remove(item.objectId());
        tally.opportunity(Count.IN_GHL, 1);
        boolean same = mine != null
                && body != null
                && Digests.of(DealValues.ofGhl(GhlJson.objectOrEmpty(body), mine.currency())) == mine.digest();
        if (same) {
            tally.opportunity(Count.EQUAL, 1);
        } else {
            suspects.add(item.objectId());
        }
    }

    private boolean missingAreFew(int here) {
        if (known.size() > Audit.missingMax(here)) {
            tally.opportunity(Count.UNCONFIRMED, known.size());
            tally.stopped(known.size()
                    + " opportunities are missing in GoHighLevel, more than 1 % of the location; look at them there,"
                    + " and repeat the audit if they really are deleted and few.");
            return false;
        }
        suspects.addAll(known.keySet());
        return true;
    }

    private void judge() {
        Map<String, ObjectRead> reads = new HashMap<>();
        for (String id : suspects) {
            switch (source.byId(reading, Manner.RUN, ObjectKind.OPPORTUNITY, id, null)) {
                case Result.Got<ObjectRead>(ObjectRead read) -> reads.put(id, read);
                case Result.Impossible<ObjectRead> ignored -> tally.opportunity(Count.UNCONFIRMED, 1);
                case Result<ObjectRead> other -> {
                    tally.stopped("An opportunity could not be read from GoHighLevel: " + Reasons.of(other));
                    return;
                }
            }
        }
        List<ObjectRead> unequal = new ArrayList<>();
        boolean answered = reads.isEmpty()
                || ours.forEachOpportunity(locationId(), reading.stop(), deal -> {
                    ObjectRead read = reads.remove(deal.path("ghlOpportunityId").asText());
                    if (read != null && !isEqual(deal, read)) {
                        unequal.add(read);
                    }
                });
        if (!answered) {
            tally.stopped(SILENT);
            return;
        }
        for (ObjectRead read : reads.values()) {
            if (read.body() != null) {
                tally.onlyThere(ObjectKind.OPPORTUNITY, read.objectId());
                unequal.add(read);
            }
        }
        if (repair && !unequal.isEmpty()) {
            if (repairs.test(unequal)) {
                tally.repaired(unequal.size());
            } else {
                tally.stopped("The broker does not take the repairs; start the audit again.");
            }
        }
    }

    private boolean isEqual(JsonNode deal, ObjectRead read) {
        byte[] body = read.body();
        String id = deal.path("opportunityId").asText();
        if (body == null) {
            if (!isDeleted(deal)) {
                tally.deletedThere(ObjectKind.OPPORTUNITY, id, read.objectId());
            }
            return isDeleted(deal);
        }
        if (isDeleted(deal)) {
            tally.onlyThere(ObjectKind.OPPORTUNITY, read.objectId());
            return false;
        }
        SortedMap<String, String> there = DealValues.ofGhl(GhlJson.objectOrEmpty(body), GhlJson.text(deal, "currency"));
        return tally.comparedOpportunity(id, read.objectId(), DealValues.ofOurs(deal), there);
    }

    private static boolean isDeleted(JsonNode deal) {
        return DELETED.equals(deal.path("status").asText());
    }

    private String locationId() {
        return reading.connection().locationId();
    }
}
