package dev.ghlsync.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks of a whole location. HighLevel finds no task by its id alone. Blocks. Safe for concurrent use. */
final class Tasks {
    private static final int LIMIT = 100;
    /** A task deleted while the list is read moves the others forward. */
    private static final int OVERLAP = 10;

    private static final String SKIP = "skip";
    private static final String TASKS = "tasks";
    private static final String UPDATED = "dateUpdated";

    private final Asking asking;
    private final GhlClient ghl;

    Tasks(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<Page> page(Reading reading, Manner manner, @Nullable String cursor) {
        return page(reading, manner, Set.of(), Json.cursor(cursor).path(SKIP).asInt(0));
    }

    /** The task, looked for among those of its contact first, then among all of the location: contacts are merged in HighLevel. */
    Result<ObjectRead> byId(Reading reading, Manner manner, String id, @Nullable String contactId) {
        if (contactId == null) {
            return among(Set.of(), reading, manner, id);
        }
        return switch (among(Set.of(contactId), reading, manner, id)) {
            case Result.Got<ObjectRead>(ObjectRead task)
            when task.body() == null -> among(Set.of(), reading, manner, id);
            case Result<ObjectRead> known -> known;
        };
    }

    private Result<ObjectRead> among(Set<String> contacts, Reading reading, Manner manner, String id) {
        String cursor = null;
        do {
            switch (page(
                    reading, manner, contacts, Json.cursor(cursor).path(SKIP).asInt(0))) {
                case Result.Got<Page>(Page page) -> {
                    for (ObjectRead task : page.objects()) {
                        if (task.objectId().equals(id)) {
                            return new Result.Got<>(task.asGet());
                        }
                    }
                    if (page.next() == null) {
                        return new Result.Got<>(Json.missing(reading, ObjectKind.TASK, id, page.at()));
                    }
                    cursor = page.next();
                }
                case Result<Page> other -> {
                    return other.failed();
                }
            }
        } while (true);
    }

    private Result<Page> page(Reading reading, Manner manner, Collection<String> contacts, int skip) {
        return switch (asking.askForList(
                reading,
                manner,
                TASKS,
                token ->
                        ghl.locations().searchTasks(token, reading.connection().locationId(), contacts, LIMIT, skip))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode list = reply.json().path(TASKS);
                List<ObjectRead> items =
                        Json.items(reading, ObjectKind.TASK, ObjectRead.Source.LIST, reply, list, UPDATED);
                var next = GhlJson.emptyObject().put(SKIP, skip + LIMIT - OVERLAP);
                yield new Result.Got<>(
                        new Page(items, list.size() >= LIMIT ? Json.text(next) : null, null, Asking.at(reply)));
            }
            case Result<GhlReply> other -> other.failed();
        };
    }
}
