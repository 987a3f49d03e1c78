package dev.ghlsync.schemas;

import static dev.ghlsync.schemas.Topic.Cleanup.COMPACT;
import static dev.ghlsync.schemas.Topic.Cleanup.DELETE;
import static dev.ghlsync.schemas.Topic.Partitioning.KEY;
import static dev.ghlsync.schemas.Topic.Partitioning.LOCATION;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.Definition;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.avro.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of the contract, declared once. */
public final class Topics {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    public static final Topic<GhlWebhook> GHL_WEBHOOKS =
            deleting("ghl.webhooks", GhlWebhook.class, "locationId", LOCATION, WEEK, "ingest-gateway");
    public static final Topic<GhlSnapshot> GHL_SNAPSHOTS =
            deleting("ghl.snapshots", GhlSnapshot.class, "locationId", LOCATION, WEEK, "ingest-gateway");
    public static final Topic<Connection> GHL_CONNECTIONS =
            compacted("ghl.connections", Connection.class, "locationId", LOCATION, "ingest-gateway");
    public static final Topic<FetchRequest> GHL_FETCH_REQUESTS = deleting(
            "ghl.fetch-requests", FetchRequest.class, "locationId", LOCATION, Duration.ofDays(1), "sync-streams");
    public static final Topic<BackfillProgress> GHL_BACKFILL_PROGRESS =
            compacted("ghl.backfill-progress", BackfillProgress.class, "locationId", LOCATION, "ingest-gateway");
    /** Written by any producer with any partitioner; the topology re-keys it by the location in the value. */
    public static final Topic<CrmChange> CRM_CHANGES =
            new Topic<>("crm.changes", Optional.of(CrmChange.class), "any", KEY, Set.of(DELETE), WEEK, true, "anyone");

    public static final Topic<Contact> SYNC_CONTACTS =
            compacted("sync.contacts", Contact.class, "contactId", KEY, "sync-streams");
    public static final Topic<Booking> SYNC_BOOKINGS =
            compacted("sync.bookings", Booking.class, "bookingId", KEY, "sync-streams");
    public static final Topic<Opportunity> SYNC_OPPORTUNITIES =
            compacted("sync.opportunities", Opportunity.class, "opportunityId", KEY, "sync-streams");
    public static final Topic<Task> SYNC_TASKS = compacted("sync.tasks", Task.class, "taskId", KEY, "sync-streams");
    public static final Topic<Definition> SYNC_DEFINITIONS =
            compacted("sync.definitions", Definition.class, "definitionId", KEY, "sync-streams");
    public static final Topic<SyncEvent> SYNC_EVENTS = deleting(
            "sync.events", SyncEvent.class, "contactId or object id", KEY, Duration.ofDays(30), "sync-streams");

    public static final Topic<PushCommand> PUSH_COMMANDS = new Topic<>(
            "push.commands",
            Optional.of(PushCommand.class),
            "contactId",
            LOCATION,
            Set.of(COMPACT, DELETE),
            WEEK,
            false,
            "sync-streams");
    public static final Topic<PushResult> PUSH_RESULTS =
            deleting("push.results", PushResult.class, "locationId", LOCATION, WEEK, "outbound-pusher");
    public static final Topic<PushReplan> PUSH_REPLANS =
            deleting("push.replans", PushReplan.class, "locationId", LOCATION, WEEK, "outbound-pusher");

    public static final Topic<SpecificRecord> PUSH_RETRY_1M = retry("push.retry-1m");
    public static final Topic<SpecificRecord> PUSH_RETRY_5M = retry("push.retry-5m");
    public static final Topic<SpecificRecord> PUSH_RETRY_15M = retry("push.retry-15m");
    public static final Topic<SpecificRecord> PUSH_RETRY_1H = retry("push.retry-1h");
    public static final Topic<SpecificRecord> PUSH_RETRY_6H = retry("push.retry-6h");

    public static final Topic<SpecificRecord> PUSH_DLQ = deadLetters("push.dlq", "outbound-pusher");
    public static final Topic<SpecificRecord> SYNC_DLQ = deadLetters("sync.dlq", "sync-streams");
    public static final Topic<AuditEntry> OPS_AUDIT =
            deleting("ops.audit", AuditEntry.class, "entryId", KEY, Duration.ofDays(365), "everyone");

    /** All topics, in the order of the architecture's table. */
    public static final List<Topic<?>> ALL = List.of(
            GHL_WEBHOOKS,
            GHL_SNAPSHOTS,
            GHL_CONNECTIONS,
            GHL_FETCH_REQUESTS,
            GHL_BACKFILL_PROGRESS,
            CRM_CHANGES,
            SYNC_CONTACTS,
            SYNC_BOOKINGS,
            SYNC_OPPORTUNITIES,
            SYNC_TASKS,
            SYNC_DEFINITIONS,
            SYNC_EVENTS,
            PUSH_COMMANDS,
            PUSH_RESULTS,
            PUSH_REPLANS,
            PUSH_RETRY_1M,
            PUSH_RETRY_5M,
            PUSH_RETRY_15M,
            PUSH_RETRY_1H,
            PUSH_RETRY_6H,
            PUSH_DLQ,
            SYNC_DLQ,
            OPS_AUDIT);

    private Topics() {}

    private static <V extends SpecificRecord> Topic<V> deleting(
            String name, Class<V> value, String key, Topic.Partitioning by, Duration retention, String owner) {
        return new Topic<>(name, Optional.of(value), key, by, Set.of(DELETE), retention, false, owner);
    }

    private static <V extends SpecificRecord> Topic<V> compacted(
            String name, Class<V> value, String key, Topic.Partitioning by, String owner) {
        return new Topic<>(name, Optional.of(value), key, by, Set.of(COMPACT), FOREVER, false, owner);
    }

    private static Topic<SpecificRecord> retry(String name) {
        return new Topic<>(
                name, Optional.empty(), "contactId", LOCATION, Set.of(DELETE), WEEK, false, "outbound-pusher");
    }

    private static Topic<SpecificRecord> deadLetters(String name, String owner) {
        return new Topic<>(
                name, Optional.empty(), "entryId", KEY, Set.of(COMPACT, DELETE), Duration.ofDays(90), false, owner);
    }
}
