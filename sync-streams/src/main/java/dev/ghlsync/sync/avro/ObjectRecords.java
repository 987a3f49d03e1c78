package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.BookingStatus;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.Definition;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.OpportunityStatus;
import dev.ghlsync.avro.PipelineStage;
import dev.ghlsync.avro.Task;
import dev.ghlsync.avro.TaskStatus;
import dev.ghlsync.sync.domain.booking.BookingFields;
import dev.ghlsync.sync.domain.mirror.DefinitionFields;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.opportunity.Money;
import dev.ghlsync.sync.domain.opportunity.OpportunityFields;
import dev.ghlsync.sync.domain.task.TaskFields;
import dev.ghlsync.sync.domain.task.TaskRules;
import dev.ghlsync.sync.emission.Emission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The public records of objects that GoHighLevel owns. */
public final class ObjectRecords {
    private ObjectRecords() {}

    public static Booking booking(Emission.Shown shown) {
        Mirrored state = shown.state();
        var picture = state.picture();
        return Booking.newBuilder()
                .setBookingId(state.id())
                .setLocationId(state.locationId())
                .setOrganizationId(shown.organizationId())
                .setVersion(state.version())
                .setGhlAppointmentId(state.ghlId())
                .setContactId(state.contactId())
                .setGhlContactId(picture.text(Mirrored.GHL_CONTACT_ID))
                .setStatus(status(state, picture))
                .setGhlStatus(picture.text(BookingFields.STATUS))
                .setTitle(picture.text(BookingFields.TITLE))
                .setNotes(picture.text(BookingFields.NOTES))
                .setAddress(picture.text(BookingFields.ADDRESS))
                .setSource(picture.text(BookingFields.SOURCE))
                .setCalendarId(picture.text(BookingFields.CALENDAR_ID))
                .setGroupId(picture.text(BookingFields.GROUP_ID))
                .setAssignedUserId(picture.text(BookingFields.ASSIGNED_USER_ID))
                .setUsers(lines(picture.text(BookingFields.USERS)))
                .setStartsAt(time(picture, BookingFields.STARTS_AT))
                .setEndsAt(time(picture, BookingFields.ENDS_AT))
                .setUtcOffsetMinutes(offset(picture))
                .setData(data(state))
                .setGhlDateAdded(time(picture, BookingFields.DATE_ADDED))
                .setGhlDateUpdated(time(picture, BookingFields.DATE_UPDATED))
                .setDeletedInGhlAt(instant(state.deletedAt()))
                .setCreatedAt(Instant.ofEpochMilli(state.createdAt()))
                .setUpdatedAt(Instant.ofEpochMilli(state.updatedAt()))
                .setCorrelationId(shown.correlationId())
                .build();
    }

    public static Opportunity opportunity(Emission.Shown shown) {
        Mirrored state = shown.state();
        var picture = state.picture();
        var value = picture.text(OpportunityFields.MONETARY_VALUE);
        return Opportunity.newBuilder()
                .setOpportunityId(state.id())
                .setLocationId(state.locationId())
                .setOrganizationId(shown.organizationId())
                .setVersion(state.version())
                .setGhlOpportunityId(state.ghlId())
                .setContactId(state.contactId())
                .setGhlContactId(picture.text(Mirrored.GHL_CONTACT_ID))
                .setName(picture.text(OpportunityFields.NAME))
                .setPipelineId(picture.text(OpportunityFields.PIPELINE_ID))
                .setPipelineName(state.names().get("pipelineName"))
                .setPipelineStageId(picture.text(OpportunityFields.STAGE_ID))
                .setPipelineStageName(state.names().get("pipelineStageName"))
                .setStatus(
                        state.deletedAt() != null
                                ? OpportunityStatus.DELETED
                                : OpportunityStatus.valueOf(dev.ghlsync.sync.domain.opportunity.OpportunityStatus.of(
                                                picture.text(OpportunityFields.STATUS))
                                        .name()))
                .setMonetaryValueMinor(value == null ? null : Money.minor(value, shown.currency()))
                .setCurrency(value == null ? null : shown.currency())
                .setAssignedTo(picture.text(OpportunityFields.ASSIGNED_TO))
                .setSource(picture.text(OpportunityFields.SOURCE))
                .setLostReasonId(picture.text(OpportunityFields.LOST_REASON_ID))
                .setCustomFields(customFields(picture))
                .setLastStatusChangeAt(time(picture, OpportunityFields.STATUS_CHANGED_AT))
                .setLastStageChangeAt(time(picture, OpportunityFields.STAGE_CHANGED_AT))
                .setGhlCreatedAt(time(picture, OpportunityFields.CREATED_AT))
                .setGhlUpdatedAt(time(picture, OpportunityFields.UPDATED_AT))
                .setDeletedInGhlAt(instant(state.deletedAt()))
                .setCreatedAt(Instant.ofEpochMilli(state.createdAt()))
                .setUpdatedAt(Instant.ofEpochMilli(state.updatedAt()))
                .setCorrelationId(shown.correlationId())
                .build();
    }

    public static Task task(Emission.Shown shown) {
        Mirrored state = shown.state();
        var picture = state.picture();
        var status = TaskRules.isDone(picture) ? TaskStatus.COMPLETED : TaskStatus.OPEN;
        return Task.newBuilder()
                .setTaskId(state.id())
                .setLocationId(state.locationId())
                .setOrganizationId(shown.organizationId())
                .setVersion(state.version())
                .setGhlTaskId(state.ghlId())
                .setContactId(state.contactId())
                .setGhlContactId(picture.text(Mirrored.GHL_CONTACT_ID))
                .setTitle(picture.text(TaskFields.TITLE))
                .setBody(picture.text(TaskFields.BODY))
                .setAssignedTo(picture.text(TaskFields.ASSIGNED_TO))
                .setStatus(state.deletedAt() != null ? TaskStatus.DELETED : status)
                .setDueAt(time(picture, TaskFields.DUE_AT))
                .setGhlDateAdded(time(picture, TaskFields.DATE_ADDED))
                .setDeletedInGhlAt(instant(state.deletedAt()))
                .setCreatedAt(Instant.ofEpochMilli(state.createdAt()))
                .setUpdatedAt(Instant.ofEpochMilli(state.updatedAt()))
                .setCorrelationId(shown.correlationId())
                .build();
    }

    public static Definition definition(Emission.Shown shown) {
        Mirrored state = shown.state();
        var picture = state.picture();
        return Definition.newBuilder()
                .setDefinitionId(state.id())
                .setLocationId(state.locationId())
                .setOrganizationId(shown.organizationId())
                .setVersion(state.version())
                .setObjectType(ObjectEncoder.type(state.kind()))
                .setGhlId(state.ghlId())
                .setName(picture.text(DefinitionFields.NAME))
                .setFieldKey(picture.text(DefinitionFields.FIELD_KEY))
                .setDataType(picture.text(DefinitionFields.DATA_TYPE))
                .setModel(picture.text(DefinitionFields.MODEL))
                .setOptions(lines(picture.text(DefinitionFields.OPTIONS)))
                .setStages(stages(picture.text(DefinitionFields.STAGES)))
                .setDeletedInGhlAt(instant(state.deletedAt()))
                .setCreatedAt(Instant.ofEpochMilli(state.createdAt()))
                .setUpdatedAt(Instant.ofEpochMilli(state.updatedAt()))
                .setCorrelationId(shown.correlationId())
                .build();
    }

    private static BookingStatus status(Mirrored state, Picture picture) {
        return state.deletedAt() != null
                ? BookingStatus.DELETED
                : BookingStatus.valueOf(
                        dev.ghlsync.sync.domain.booking.BookingStatus.of(picture.text(BookingFields.STATUS))
                                .name());
    }

    private static @Nullable Integer offset(Picture picture) {
        var minutes = picture.number(BookingFields.UTC_OFFSET_MINUTES);
        return minutes == null ? null : minutes.intValue();
    }

    private static Map<String, String> data(Mirrored state) {
        var data = new TreeMap<String, String>();
        state.data().forEach((name, datum) -> {
            if (datum.value() != null) {
                data.put(name, datum.value());
            }
        });
        return data;
    }

    private static List<CustomField> customFields(Picture picture) {
        var fields = new ArrayList<CustomField>();
        picture.values().forEach((name, value) -> {
            if (name.startsWith(Picture.CUSTOM_FIELD)) {
                fields.add(ContactParts.customField(name.substring(Picture.CUSTOM_FIELD.length()), value));
            }
        });
        return fields;
    }

    private static List<PipelineStage> stages(@Nullable String lines) {
        return lines(lines).stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> PipelineStage.newBuilder()
                        .setId(parts[0])
                        .setName(parts[1])
                        .build())
                .toList();
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    private static @Nullable Instant time(Picture picture, String field) {
        return instant(picture.number(field));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
