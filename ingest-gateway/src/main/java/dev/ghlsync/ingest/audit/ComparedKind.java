package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlTime;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.source.Page;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Kinds of objects that only GoHighLevel changes, and how their two sides are compared. */
public enum ComparedKind {
    OPPORTUNITY(ObjectKind.OPPORTUNITY, "opportunities", "opportunityId", "ghlOpportunityId", false) {
        @Override
        Result<Page> page(Source source, Reading reading, Instant now, @Nullable String cursor) {
            return source.opportunities(reading, null, cursor);
        }

        @Override
        SortedMap<String, String> ofOurs(JsonNode ours) {
            return DealValues.ofOurs(ours);
        }

        @Override
        SortedMap<String, String> ofGhl(JsonNode there, @Nullable String currency) {
            return DealValues.ofGhl(there, currency);
        }
    },

    BOOKING(ObjectKind.APPOINTMENT, "bookings", "bookingId", "ghlAppointmentId", false) {
        @Override
        Result<Page> page(Source source, Reading reading, Instant now, @Nullable String cursor) {
            return source.appointments(reading, now, WINDOW, WINDOW, cursor);
        }

        // GoHighLevel lists appointments by start time only: the rest cannot be missed in a list.
        @Override
        boolean isListed(JsonNode ours, Instant now) {
            Instant start = GhlTime.parse(ours.path("startsAt").asText());
            return start != null && start.isAfter(now.minus(WINDOW)) && start.isBefore(now.plus(WINDOW));
        }

        @Override
        SortedMap<String, String> ofOurs(JsonNode ours) {
            return BookingValues.ofOurs(ours);
        }

        @Override
        SortedMap<String, String> ofGhl(JsonNode there, @Nullable String currency) {
            return BookingValues.ofGhl(there);
        }
    },

    TASK(ObjectKind.TASK, "tasks", "taskId", "ghlTaskId", true) {
        @Override
        Result<Page> page(Source source, Reading reading, Instant now, @Nullable String cursor) {
            return source.tasks(reading, cursor);
        }

        @Override
        SortedMap<String, String> ofOurs(JsonNode ours) {
            return TaskValues.ofOurs(ours);
        }

        @Override
        SortedMap<String, String> ofGhl(JsonNode there, @Nullable String currency) {
            return TaskValues.ofGhl(there);
        }
    };

    /** As far as an initial sync reads appointments. */
    private static final Duration WINDOW = Duration.ofDays(366);

    private final ObjectKind object;
    private final String list;
    private final String ourId;
    private final String ghlId;
    private final boolean onlyInLists;

    ComparedKind(ObjectKind object, String list, String ourId, String ghlId, boolean onlyInLists) {
        this.object = object;
        this.list = list;
        this.ourId = ourId;
        this.ghlId = ghlId;
        this.onlyInLists = onlyInLists;
    }

    /** Its name in lists of the query API, in reports and counts. */
    public String list() {
        return list;
    }

    ObjectKind object() {
        return object;
    }

    String ourId(JsonNode ours) {
        return ours.path(ourId).asText();
    }

    String ghlId(JsonNode ours) {
        return ours.path(ghlId).asText();
    }

    /** Whether GoHighLevel shows it in lists alone, so that a list's item is the best there is. */
    boolean isOnlyInLists() {
        return onlyInLists;
    }

    /** The next page of all that GoHighLevel lists. Blocks. */
    abstract Result<Page> page(Source source, Reading reading, Instant now, @Nullable String cursor);

    /** Whether one of ours must be in GoHighLevel's list if it exists there. */
    boolean isListed(JsonNode ours, Instant now) {
        return true;
    }

    /** The values of one of ours, as the query API shows it. */
    abstract SortedMap<String, String> ofOurs(JsonNode ours);

    /** @param currency ISO 4217, of the one of ours; null if it is not known */
    abstract SortedMap<String, String> ofGhl(JsonNode there, @Nullable String currency);
}
