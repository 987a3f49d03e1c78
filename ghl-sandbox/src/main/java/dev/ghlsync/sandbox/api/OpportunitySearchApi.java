package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Both opportunity searches: the old one by query with snake_case names, the new one by body with a cursor named {@code sort}. */
final class OpportunitySearchApi {
    private static final Set<String> BODY =
            Set.of("locationId", "query", "limit", "page", "searchAfter", "additionalDetails", "filters", "sort");
    private static final int LIMIT_OLD = 100;
    private static final int LIMIT_NEW = 500;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu");
    private static final Comparator<ObjectNode> NEWEST_FIRST = Comparator.comparing(
                    (ObjectNode deal) -> deal.path("createdAt").asText())
            .thenComparing(deal -> deal.path("id").asText())
            .reversed();

    Reply byQuery(ApiCall call) {
        Params params = call.params();
        SubAccount account = call.location(params.required("location_id"));
        int limit = Math.max(1, params.number("limit", 20, LIMIT_OLD));
        int page = Math.max(1, params.number("page", 1, Integer.MAX_VALUE));
        Instant from = day(params.query("date"));
        Instant until = day(params.query("endDate"));
        List<ObjectNode> found = account.opportunities().all().stream()
                .filter(deal -> Documents.fits(deal, "pipelineId", params.query("pipeline_id"))
                        && Documents.fits(deal, "pipelineStageId", params.query("pipeline_stage_id"))
                        && Documents.fits(deal, "contactId", params.query("contact_id"))
                        && Documents.fits(deal, "assignedTo", params.query("assigned_to"))
                        && Documents.fits(deal, "id", params.query("id"))
                        && ("all".equals(params.query("status"))
                                || Documents.fits(deal, "status", params.query("status")))
                        && mentions(deal, params.query("q")))
                .filter(deal -> from == null || !added(deal).isBefore(from))
                .filter(deal -> until == null || added(deal).isBefore(until.plusSeconds(86_400)))
                .sorted("added_asc".equals(params.query("order")) ? NEWEST_FIRST.reversed() : NEWEST_FIRST)
                .toList();
        int start = start(found, params, (page - 1) * limit);
        List<ObjectNode> items = found.subList(Math.min(start, found.size()), Math.min(start + limit, found.size()));
        ObjectNode answer = list(items, account);
        meta(answer.putObject("meta"), found.size(), items, page, page * limit < found.size(), params, limit);
        answer.putObject("aggregations");
        return Reply.ok(answer);
    }

    Reply byBody(ApiCall call) {
        ObjectNode body = call.body();
        body.fieldNames().forEachRemaining(name -> {
            if (!BODY.contains(name)) {
                throw Refusal.unprocessable(List.of("property " + name + " should not exist"));
            }
        });
        SubAccount account = call.location(call.bodyText("locationId"));
        int limit = body.path("limit").asInt(20);
        if (limit < 1 || limit > LIMIT_NEW) {
            throw Refusal.unprocessable(List.of("limit must not be greater than " + LIMIT_NEW));
        }
        boolean ascending =
                body.path("sort").path(0).path("direction").asText("desc").equals("asc");
        String query = body.path("query").asText("");
        Comparator<ObjectNode> byUpdate = Comparator.comparing(
                        (ObjectNode deal) -> deal.path("updatedAt").asText())
                .thenComparing(deal -> deal.path("id").asText());
        List<ObjectNode> found = account.opportunities().all().stream()
                .filter(deal -> mentions(deal, query) && DealFilters.match(deal, body.path("filters")))
                .sorted(ascending ? byUpdate : byUpdate.reversed())
                .toList();
        int start = after(
                found, body.path("searchAfter"), (Math.max(1, body.path("page").asInt(1)) - 1) * limit);
        List<ObjectNode> items = found.subList(Math.min(start, found.size()), Math.min(start + limit, found.size()));
        ObjectNode answer = list(items, account);
        answer.path("opportunities").forEach(item -> ((ObjectNode) item).set("sort", cursor((ObjectNode) item)));
        return Reply.ok(answer.put("total", found.size()));
    }

    private static ObjectNode list(List<ObjectNode> items, SubAccount account) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("opportunities");
        items.forEach(deal -> list.add(OpportunityJson.shown(deal, account)));
        return answer;
    }

    private static ArrayNode cursor(ObjectNode deal) {
        return Json.MAPPER
                .createArrayNode()
                .add(Instant.parse(deal.path("updatedAt").asText()).toEpochMilli())
                .add(deal.path("id").asText());
    }

    private static int after(List<ObjectNode> found, JsonNode cursor, int fallback) {
        if (!cursor.isArray() || cursor.isEmpty()) {
            return fallback;
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).path("id").asText().equals(cursor.path(1).asText())) {
                return i + 1;
            }
        }
        return found.size();
    }

    private static int start(List<ObjectNode> found, Params params, int fallback) {
        String id = params.query("startAfterId");
        if (id == null || params.query("startAfter") == null) {
            return fallback;
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).path("id").asText().equals(id)) {
                return i + 1;
            }
        }
        return found.size();
    }

    private static void meta(
            ObjectNode meta, int total, List<ObjectNode> items, int page, boolean more, Params params, int limit) {
        meta.put("total", total);
        if (!items.isEmpty()) {
            ObjectNode last = items.getLast();
            long at = added(last).toEpochMilli();
            String id = last.path("id").asText();
            if (more) {
                meta.put(
                        "nextPageUrl",
                        "http://" + params.request().header("host") + "/opportunities/search?location_id="
                                + params.query("location_id") + "&limit=" + limit + "&page=" + (page + 1)
                                + "&startAfter=" + at + "&startAfterId=" + id);
            }
            meta.put("startAfterId", id).put("startAfter", at);
        }
        meta.put("currentPage", page);
        if (more) {
            meta.put("nextPage", page + 1);
        }
        if (page > 1) {
            meta.put("prevPage", page - 1);
        }
    }

    private static boolean mentions(ObjectNode deal, @Nullable String query) {
        return query == null
                || deal.path("name").asText().toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }

    private static Instant added(ObjectNode deal) {
        return Instant.parse(deal.path("createdAt").asText());
    }

    private static @Nullable Instant day(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text, DAY).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.unprocessable(List.of("date must be in mm-dd-yyyy format"));
        }
    }
}
