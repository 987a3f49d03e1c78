package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sync.domain.booking.BookingFields;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.opportunity.OpportunityFields;
import java.util.Locale;
import java.util.Map;

/** Which objects are wanted; a parameter that is not given wants all. */
record ObjectFilter(Map<String, String> parameters, long updatedSince) {
    static ObjectFilter of(Map<String, String> parameters) {
        return new ObjectFilter(parameters, ContactFilter.updatedSince(parameters));
    }

    boolean matches(Mirrored object) {
        return object.isPublic()
                && object.updatedAt() >= updatedSince
                && is(object, "calendarId", BookingFields.CALENDAR_ID)
                && is(object, "pipelineId", OpportunityFields.PIPELINE_ID);
    }

    boolean matches(ObjectNode json) {
        return isText(json, "status", "status") && isText(json, "type", "objectType");
    }

    private boolean is(Mirrored object, String parameter, String field) {
        var wanted = parameters.get(parameter);
        return wanted == null || wanted.equals(object.picture().text(field));
    }

    private boolean isText(ObjectNode json, String parameter, String field) {
        var wanted = parameters.get(parameter);
        return wanted == null
                || wanted.toUpperCase(Locale.ROOT).equals(json.path(field).asText());
    }
}
