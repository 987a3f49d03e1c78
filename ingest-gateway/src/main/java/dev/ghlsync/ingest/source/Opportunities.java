package dev.ghlsync.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.OpportunitiesApi;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opportunities by id and by search. Blocks. Safe for concurrent use. */
final class Opportunities {
    private static final String UPDATED = "updatedAt";
    private static final String AFTER = "after";
    private static final String OPPORTUNITIES = "opportunities";

    private final Asking asking;
    private final GhlClient ghl;

    Opportunities(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<ObjectRead> byId(Reading reading, Manner manner, String id) {
        return switch (asking.ask(reading, manner, token -> ghl.opportunities().get(token, id))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode opportunity = reply.json().path("opportunity");
                yield opportunity.path("id").isTextual()
                        ? new Result.Got<>(Json.read(
                                reading, ObjectKind.OPPORTUNITY, ObjectRead.Source.GET, reply, opportunity, UPDATED))
                        : new Result.Impossible<>(Result.Impossible.UNREADABLE);
            }
            case Result.Missing<GhlReply>(Instant at) ->
                new Result.Got<>(Json.missing(reading, ObjectKind.OPPORTUNITY, id, at));
            case Result<GhlReply> other -> other.failed();
        };
    }

    /** All opportunities in the order of their making, or those that changed after {@code since}, oldest change first. */
    Result<Page> page(Reading reading, @Nullable Instant since, @Nullable String cursor) {
        return since == null ? all(reading, cursor) : changed(reading, since, cursor);
    }

    private Result<Page> all(Reading reading, @Nullable String text) {
        JsonNode at = Json.cursor(text);
        OpportunitiesApi.Cursor cursor = at.path("startAfterId").isTextual()
                ? new OpportunitiesApi.Cursor(
                        at.path("startAfter").asLong(), at.path("startAfterId").asText())
                : null;
        int limit = OpportunitiesApi.PAGE_LIMIT_MAX;
        return switch (asking.askForList(
                reading,
                Manner.RUN,
                OPPORTUNITIES,
                token -> ghl.opportunities().search(token, reading.connection().locationId(), null, limit, cursor))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode meta = reply.json().path("meta");
                ObjectNode next = GhlJson.emptyObject()
                        .put("startAfter", meta.path("startAfter").asLong())
                        .put("startAfterId", meta.path("startAfterId").asText());
                List<ObjectRead> items = items(reading, reply);
                boolean more =
                        items.size() >= limit && meta.path("startAfterId").isTextual() && !next.equals(at);
                yield new Result.Got<>(new Page(items, more ? Json.text(next) : null, null, Asking.at(reply)));
            }
            case Result<GhlReply> other -> other.failed();
        };
    }

    private Result<Page> changed(Reading reading, Instant since, @Nullable String text) {
        JsonNode after = Json.cursor(text).path(AFTER);
        int limit = OpportunitiesApi.PAGE_LIMIT_MAX;
        return switch (asking.askForList(
                reading,
                Manner.RUN,
                OPPORTUNITIES,
                token -> ghl.opportunities()
                        .changedAfter(
                                token,
                                reading.connection().locationId(),
                                since,
                                limit,
                                after.isArray() ? after : null))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode list = reply.json().path(OPPORTUNITIES);
                JsonNode next = list.path(list.size() - 1).path("sort");
                ObjectNode cursor = GhlJson.emptyObject();
                cursor.set(AFTER, next);
                boolean more = list.size() >= limit && next.isArray() && !next.equals(after);
                yield new Result.Got<>(
                        new Page(items(reading, reply), more ? Json.text(cursor) : null, null, Asking.at(reply)));
            }
            case Result<GhlReply> other -> other.failed();
        };
    }

    private static List<ObjectRead> items(Reading reading, GhlReply reply) {
        return Json.items(
                reading,
                ObjectKind.OPPORTUNITY,
                ObjectRead.Source.SEARCH,
                reply,
                reply.json().path(OPPORTUNITIES),
                UPDATED);
    }
}
