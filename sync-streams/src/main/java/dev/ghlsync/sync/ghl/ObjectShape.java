package dev.ghlsync.sync.ghl;

import static dev.ghlsync.sync.ghl.ObjectField.always;
import static dev.ghlsync.sync.ghl.ObjectField.inReads;
import static dev.ghlsync.sync.ghl.ObjectField.inWebhooks;

import dev.ghlsync.sync.domain.booking.BookingFields;
import dev.ghlsync.sync.domain.mirror.DefinitionFields;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.opportunity.OpportunityFields;
import dev.ghlsync.sync.domain.task.TaskFields;
import dev.ghlsync.sync.ghl.ObjectField.Form;
import java.util.List;

/**
 * How GoHighLevel writes a kind of object. GHL docs, calendars.json, opportunities.json, contacts.json, locations.json and the
 * webhook pages.
 *
 * @param member member that holds the object in an answer by id
 * @param updated our name of the field with the time of the last update, empty when it has none
 * @param customFields whether an answer by id states custom fields
 */
record ObjectShape(String member, String updated, boolean customFields, List<ObjectField> fields) {
    private static final ObjectShape BOOKING = new ObjectShape(
            "event",
            BookingFields.DATE_UPDATED,
            false,
            List.of(
                    always(Mirrored.GHL_CONTACT_ID, "contactId", Form.TEXT),
                    // The official file itself misspells the member in places.
                    new ObjectField(
                            BookingFields.STATUS,
                            List.of("appointmentStatus", "appoinmentStatus"),
                            Form.TEXT,
                            true,
                            true),
                    always(BookingFields.TITLE, "title", Form.TEXT),
                    always(BookingFields.NOTES, "notes", Form.TEXT),
                    always(BookingFields.ADDRESS, "address", Form.TEXT),
                    inWebhooks(BookingFields.SOURCE, "source", Form.TEXT),
                    always(BookingFields.CALENDAR_ID, "calendarId", Form.TEXT),
                    always(BookingFields.GROUP_ID, "groupId", Form.TEXT),
                    always(BookingFields.ASSIGNED_USER_ID, "assignedUserId", Form.TEXT),
                    always(BookingFields.USERS, "users", Form.LINES),
                    always(BookingFields.STARTS_AT, "startTime", Form.TIME),
                    always(BookingFields.UTC_OFFSET_MINUTES, "startTime", Form.OFFSET),
                    always(BookingFields.ENDS_AT, "endTime", Form.TIME),
                    always(BookingFields.DATE_ADDED, "dateAdded", Form.TIME),
                    always(BookingFields.DATE_UPDATED, "dateUpdated", Form.TIME)));

    private static final ObjectShape OPPORTUNITY = new ObjectShape(
            "opportunity",
            OpportunityFields.UPDATED_AT,
            true,
            List.of(
                    always(Mirrored.GHL_CONTACT_ID, "contactId", Form.TEXT),
                    always(OpportunityFields.NAME, "name", Form.TEXT),
                    always(OpportunityFields.PIPELINE_ID, "pipelineId", Form.TEXT),
                    always(OpportunityFields.STAGE_ID, "pipelineStageId", Form.TEXT),
                    always(OpportunityFields.STATUS, "status", Form.TEXT),
                    always(OpportunityFields.MONETARY_VALUE, "monetaryValue", Form.DECIMAL),
                    always(OpportunityFields.ASSIGNED_TO, "assignedTo", Form.TEXT),
                    always(OpportunityFields.SOURCE, "source", Form.TEXT),
                    inReads(OpportunityFields.LOST_REASON_ID, "lostReasonId", Form.TEXT),
                    inReads(OpportunityFields.STATUS_CHANGED_AT, "lastStatusChangeAt", Form.TIME),
                    inReads(OpportunityFields.STAGE_CHANGED_AT, "lastStageChangeAt", Form.TIME),
                    new ObjectField(
                            OpportunityFields.CREATED_AT, List.of("createdAt", "dateAdded"), Form.TIME, true, true),
                    inReads(OpportunityFields.UPDATED_AT, "updatedAt", Form.TIME)));

    private static final ObjectShape TASK = new ObjectShape(
            "task",
            "",
            false,
            List.of(
                    always(Mirrored.GHL_CONTACT_ID, "contactId", Form.TEXT),
                    always(TaskFields.TITLE, "title", Form.TEXT),
                    always(TaskFields.BODY, "body", Form.TEXT),
                    always(TaskFields.ASSIGNED_TO, "assignedTo", Form.TEXT),
                    always(TaskFields.DUE_AT, "dueDate", Form.TIME),
                    inReads(TaskFields.COMPLETED, "completed", Form.FLAG),
                    inWebhooks(TaskFields.DATE_ADDED, "dateAdded", Form.TIME)));

    private static final ObjectShape TAG =
            new ObjectShape("tag", "", false, List.of(inReads(DefinitionFields.NAME, "name", Form.TEXT)));

    private static final ObjectShape CUSTOM_FIELD = new ObjectShape(
            "customField",
            "",
            false,
            List.of(
                    inReads(DefinitionFields.NAME, "name", Form.TEXT),
                    inReads(DefinitionFields.FIELD_KEY, "fieldKey", Form.TEXT),
                    inReads(DefinitionFields.DATA_TYPE, "dataType", Form.TEXT),
                    inReads(DefinitionFields.MODEL, "model", Form.TEXT),
                    inReads(DefinitionFields.OPTIONS, "picklistOptions", Form.LINES)));

    private static final ObjectShape PIPELINE = new ObjectShape(
            "pipeline",
            "",
            false,
            List.of(
                    inReads(DefinitionFields.NAME, "name", Form.TEXT),
                    inReads(DefinitionFields.STAGES, "stages", Form.NAMED_LINES)));

    private static final ObjectShape CALENDAR =
            new ObjectShape("calendar", "", false, List.of(inReads(DefinitionFields.NAME, "name", Form.TEXT)));

    static ObjectShape of(Kind kind) {
        return switch (kind) {
            case BOOKING -> BOOKING;
            case OPPORTUNITY -> OPPORTUNITY;
            case TASK -> TASK;
            case TAG -> TAG;
            case CUSTOM_FIELD -> CUSTOM_FIELD;
            case PIPELINE -> PIPELINE;
            case CALENDAR -> CALENDAR;
        };
    }
}
