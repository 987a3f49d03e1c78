package dev.ghlsync.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Hides personal data: who it is stays hidden, how it stands stays visible. */
public final class Masking {
    /** What is no personal data; every other property is, also one that is added later. */
    private static final Set<String> OPEN = Set.of(
            "contactId",
            "locationId",
            "organizationId",
            "version",
            "status",
            "mergedInto",
            "duplicateOf",
            "ghlContactId",
            "provenance",
            "pending",
            "held",
            "notWritable",
            "lastConfirmedWithGhl",
            "deletedInGhlAt",
            "ghlCreatedAt",
            "createdAt",
            "updatedAt",
            "correlationId",
            "bookingId",
            "ghlAppointmentId",
            "ghlStatus",
            "calendarId",
            "groupId",
            "startsAt",
            "endsAt",
            "utcOffsetMinutes",
            "ghlDateAdded",
            "ghlDateUpdated",
            "opportunityId",
            "ghlOpportunityId",
            "pipelineId",
            "pipelineName",
            "pipelineStageId",
            "pipelineStageName",
            "monetaryValueMinor",
            "currency",
            "lostReasonId",
            "lastStatusChangeAt",
            "lastStageChangeAt",
            "ghlUpdatedAt",
            "taskId",
            "ghlTaskId",
            "dueAt");

    private Masking() {}

    /** A copy in which every personal value is masked; absent and null values stay as they are. */
    public static ObjectNode masked(ObjectNode contact) {
        ObjectNode copy = contact.deepCopy();
        copy.properties().forEach(property -> {
            if (!OPEN.contains(property.getKey())) {
                property.setValue(mask(property.getValue()));
            }
        });
        return copy;
    }

    private static JsonNode mask(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING, BOOLEAN -> value;
            case ARRAY -> {
                ArrayNode masked = JsonNodeFactory.instance.arrayNode();
                value.forEach(item -> masked.add(mask(item)));
                yield masked;
            }
            case OBJECT -> {
                ObjectNode masked = ((ObjectNode) value).deepCopy();
                masked.properties().forEach(property -> property.setValue(mask(property.getValue())));
                yield masked;
            }
            case STRING, NUMBER, BINARY, POJO -> JsonNodeFactory.instance.textNode(mask(value.asText()));
        };
    }

    /** The first character and three stars; for an email address also the last part of its domain. */
    private static String mask(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String first = text.substring(0, text.offsetByCodePoints(0, 1));
        int dot = text.lastIndexOf('.');
        return text.indexOf('@') > 0 && dot > text.indexOf('@')
                ? first + "***@***" + text.substring(dot)
                : first + "***";
    }
}
