package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Refusal;
import java.util.List;
import java.util.Map;

/** Filters of POST /opportunities/search, whose fields are snake_case: equality, and ranges of dates. */
final class DealFilters {
    private static final Map<String, String> FIELDS = Map.of(
            "date_updated", "updatedAt",
            "date_added", "createdAt",
            "pipeline_id", "pipelineId",
            "pipeline_stage_id", "pipelineStageId",
            "contact_id", "contactId",
            "assigned_to", "assignedTo",
            "status", "status",
            "id", "id");

    private DealFilters() {}

    static boolean match(ObjectNode deal, JsonNode filters) {
        for (JsonNode filter : filters) {
            String field = FIELDS.get(filter.path("field").asText());
            if (field == null) {
                throw Refusal.unprocessable(
                        List.of("Invalid field " + filter.path("field").asText() + " in filters"));
            }
            if (!matches(deal.path(field).asText(), filter)) {
                return false;
            }
        }
        return true;
    }

    /** ISO instants in UTC with equal precision compare as text. */
    private static boolean matches(String actual, JsonNode filter) {
        JsonNode value = filter.path("value");
        return switch (filter.path("operator").asText()) {
            case "eq" ->
                value.isArray()
                        ? value.valueStream().anyMatch(one -> one.asText().equals(actual))
                        : value.asText().equals(actual);
            case "not_eq" -> !value.asText().equals(actual);
            case "range" ->
                (!value.has("gt") || actual.compareTo(value.path("gt").asText()) > 0)
                        && (!value.has("gte")
                                || actual.compareTo(value.path("gte").asText()) >= 0)
                        && (!value.has("lt")
                                || actual.compareTo(value.path("lt").asText()) < 0)
                        && (!value.has("lte")
                                || actual.compareTo(value.path("lte").asText()) <= 0);
            default ->
                throw Refusal.unprocessable(
                        List.of("Invalid operator " + filter.path("operator").asText()));
        };
    }
}
