package dev.ghlsync.cli.export;

import java.util.List;

/**
 * A kind of object as rows.
 *
 * @param list name of the list in the answers of the query API, and last part of its path
 * @param columns of a CSV file before the custom fields
 * @param confirmedBy field with the GoHighLevel time of its newest fact
 * @param customFields whether it has custom fields
 */
public record Shape(String list, List<String> columns, String confirmedBy, boolean customFields) {
    public static final Shape CONTACTS = new Shape(
            "contacts",
            List.of(
                    "contactId",
                    "ghlContactId",
                    "status",
                    "version",
                    "givenName",
                    "familyName",
                    "email",
                    "phone",
                    "company",
                    "address.line1",
                    "address.city",
                    "address.state",
                    "address.postalCode",
                    "address.country",
                    "website",
                    "dateOfBirth",
                    "timezone",
                    "assignedTo",
                    "tags",
                    "dnd",
                    "source",
                    "duplicateOf",
                    "pending",
                    "held",
                    "externalIds",
                    "lastConfirmedWithGhl",
                    "deletedInGhlAt",
                    "ghlCreatedAt",
                    "createdAt",
                    "updatedAt"),
            "lastConfirmedWithGhl",
            true);

    public static final Shape OPPORTUNITIES = new Shape(
            "opportunities",
            List.of(
                    "opportunityId",
                    "ghlOpportunityId",
                    "contactId",
                    "ghlContactId",
                    "version",
                    "name",
                    "status",
                    "monetaryValueMinor",
                    "currency",
                    "pipelineId",
                    "pipelineName",
                    "pipelineStageId",
                    "pipelineStageName",
                    "assignedTo",
                    "source",
                    "lostReasonId",
                    "lastStatusChangeAt",
                    "lastStageChangeAt",
                    "ghlCreatedAt",
                    "ghlUpdatedAt",
                    "deletedInGhlAt",
                    "createdAt",
                    "updatedAt"),
            "ghlUpdatedAt",
            true);

    public static final Shape BOOKINGS = new Shape(
            "bookings",
            List.of(
                    "bookingId",
                    "ghlAppointmentId",
                    "contactId",
                    "ghlContactId",
                    "version",
                    "status",
                    "ghlStatus",
                    "title",
                    "startsAt",
                    "endsAt",
                    "utcOffsetMinutes",
                    "calendarId",
                    "groupId",
                    "assignedUserId",
                    "users",
                    "notes",
                    "address",
                    "source",
                    "data",
                    "ghlDateAdded",
                    "ghlDateUpdated",
                    "deletedInGhlAt",
                    "createdAt",
                    "updatedAt"),
            "ghlDateUpdated",
            false);

    public static final Shape TASKS = new Shape(
            "tasks",
            List.of(
                    "taskId",
                    "ghlTaskId",
                    "contactId",
                    "ghlContactId",
                    "version",
                    "title",
                    "body",
                    "status",
                    "dueAt",
                    "assignedTo",
                    "ghlDateAdded",
                    "deletedInGhlAt",
                    "createdAt",
                    "updatedAt"),
            "updatedAt",
            false);
}
