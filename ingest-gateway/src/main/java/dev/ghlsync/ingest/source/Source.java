package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.TokenKeeper;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can be read of a location. All methods block. Safe for concurrent use. */
public final class Source {
    private final Asking asking;
    private final GhlClient ghl;
    private final Contacts contacts;
    private final Opportunities opportunities;
    private final Appointments appointments;
    private final Tasks tasks;
    private final Definitions definitions;

    public Source(GhlClient ghl, GhlReads reads, Connections connections, TokenKeeper tokens) {
        this.asking = new Asking(connections, reads, tokens);
        this.ghl = ghl;
        this.contacts = new Contacts(asking, ghl);
        this.opportunities = new Opportunities(asking, ghl);
        this.appointments = new Appointments(asking, ghl);
        this.tasks = new Tasks(asking, ghl);
        this.definitions = new Definitions(asking, ghl);
    }

    /**
     * One object. HighLevel lists some kinds only as a whole; the object is looked for in the list then.
     *
     * @param parentId of a task: its contact, when known
     */
    public Result<ObjectRead> byId(
            Reading reading, Manner manner, ObjectKind kind, String id, @Nullable String parentId) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            return new Result.Impossible<>("unusable_id"); // It cannot be a part of a path.
        }
        return switch (kind) {
            case CONTACT -> contacts.byId(reading, manner, id);
            case OPPORTUNITY -> opportunities.byId(reading, manner, id);
            case APPOINTMENT -> appointments.byId(reading, manner, id);
            case TASK -> tasks.byId(reading, manner, id, parentId);
            case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> definitions.byId(reading, manner, kind, id);
        };
    }

    /** @param since only what changed strictly after; null reads all, in the order in which they were made */
    public Result<Page> contacts(Reading reading, int limit, @Nullable Instant since, @Nullable String cursor) {
        return contacts.page(reading, limit, since, cursor);
    }

    /** @param since only what changed strictly after; null reads all, in the order in which they were made */
    public Result<Page> opportunities(Reading reading, @Nullable Instant since, @Nullable String cursor) {
        return opportunities.page(reading, since, cursor);
    }

    /** Appointments that start from {@code past} before until {@code ahead} after {@code now}. */
    public Result<Page> appointments(
            Reading reading, Instant now, Duration past, Duration ahead, @Nullable String cursor) {
        return appointments.page(reading, now, past, ahead, cursor);
    }

    public Result<Page> tasks(Reading reading, @Nullable String cursor) {
        return tasks.page(reading, Manner.RUN, cursor);
    }

    public Result<Page> tags(Reading reading) {
        return definitions.all(reading, Manner.RUN, ObjectKind.TAG);
    }

    public Result<Page> customFields(Reading reading) {
        return definitions.all(reading, Manner.RUN, ObjectKind.CUSTOM_FIELD);
    }

    public Result<Page> pipelines(Reading reading) {
        return definitions.all(reading, Manner.RUN, ObjectKind.PIPELINE);
    }

    public Result<Page> calendars(Reading reading) {
        return definitions.all(reading, Manner.RUN, ObjectKind.CALENDAR);
    }

    /** Asks whether the token still opens its location; a refusal is passed to the token keeper. */
    public Result<Boolean> tokenWorks(Reading reading) {
        String location = reading.connection().locationId();
        return switch (asking.ask(
                reading, Manner.PROMPT, token -> ghl.locations().get(token, location))) {
            case Result.Got<dev.ghlsync.ghl.client.GhlReply> ignored -> new Result.Got<>(true);
            case Result<dev.ghlsync.ghl.client.GhlReply> other -> other.failed();
        };
    }
}
