package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ghlsync.avro.BookingPatch;
import dev.ghlsync.avro.BookingStatus;
import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingScenarioTest {
    private static final String T0 = "2026-06-01T12:00:00.100Z";
    private static final String T1 = "2026-06-01T12:01:00.100Z";
    private static final String T2 = "2026-06-01T12:02:00.100Z";

    private final SyncScenario sync = new SyncScenario();

    @BeforeEach
    void connect() {
        sync.connect("loc1");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void startIsInUtcWithItsOriginalOffset() {
        // When
        sync.webhook(webhook("AppointmentCreate", "confirmed", "2026-06-03T16:00:00+05:30", T0));

        // Then
        var booking = sync.written().bookingsByGhlId().get("app1");
        assertThat(booking.getStartsAt()).isEqualTo(Instant.parse("2026-06-03T10:30:00Z"));
        assertThat(booking.getEndsAt()).isEqualTo(Instant.parse("2026-06-03T11:00:00Z"));
        assertThat(booking.getUtcOffsetMinutes()).isEqualTo(330);
        assertThat(booking.getStatus()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.getCalendarId()).isEqualTo("cal1");
        assertThat(booking.getAssignedUserId()).isEqualTo("user1");
        assertThat(booking.getUsers()).containsExactly("user1", "user2");
        assertThat(booking.getNotes()).isEqualTo("bring papers");
        assertThat(booking.getSource()).isEqualTo("booking_widget");
        assertThat(booking.getVersion()).isEqualTo(1);
        assertThat(booking.getOrganizationId()).isEqualTo("org-1");
    }

    @ParameterizedTest
    @CsvSource({
        "new, SCHEDULED",
        "confirmed, CONFIRMED",
        "cancelled, CANCELED",
        "showed, SHOWED",
        "noshow, NO_SHOW",
        "invalid, INVALID",
        "active, SCHEDULED",
        "completed, SHOWED",
        "rebooked_by_robot, SCHEDULED"
    })
    void everyStatusHasOneOfOurs(String ghlStatus, BookingStatus ours) {
        // When
        sync.webhook(webhook("AppointmentCreate", ghlStatus, "2026-06-03T16:00:00Z", T0));

        // Then
        var booking = sync.written().bookingsByGhlId().get("app1");
        assertThat(booking.getStatus()).isEqualTo(ours);
        assertThat(booking.getGhlStatus()).isEqualTo(ghlStatus);
    }

    @Test
    void eachTransitionIsToldOnceWhateverTheOrder() {
        // Given
        var created = webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0);
        var moved = webhook("AppointmentUpdate", "new", "2026-06-04T16:00:00Z", T1);
        var canceled = webhook("AppointmentUpdate", "cancelled", "2026-06-04T16:00:00Z", T2);

        // When
        List.of(canceled, created, canceled, moved, created, moved).forEach(sync::webhook);

        // Then
        assertThat(sync.written().eventTypes())
                .containsExactlyInAnyOrder("booking_scheduled", "booking_rescheduled", "booking_canceled");
        var booking = sync.written().bookingsByGhlId().get("app1");
        assertThat(booking.getStatus()).isEqualTo(BookingStatus.CANCELED);
        assertThat(booking.getStartsAt()).isEqualTo(Instant.parse("2026-06-04T16:00:00Z"));
    }

    @Test
    void deleteBeforeCreateLeavesOneDeletedBooking() {
        // When
        sync.webhook(webhook("AppointmentDelete", "new", "2026-06-03T16:00:00Z", T1));
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));

        // Then
        var booking = sync.written().bookingsByGhlId().get("app1");
        assertThat(booking.getStatus()).isEqualTo(BookingStatus.DELETED);
        assertThat(booking.getDeletedInGhlAt()).isEqualTo(Instant.parse(T1));
        assertThat(sync.written().eventTypes()).containsExactlyInAnyOrder("booking_scheduled", "booking_deleted");
    }

    @Test
    void deletionThatAReadDisprovesIsCorrected() {
        // Given
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        sync.webhook(webhook("AppointmentDelete", "new", "2026-06-03T16:00:00Z", T1));
        sync.advance(Duration.ofMinutes(5));

        // When
        sync.snapshot(
                ObjectType.APPOINTMENT, SnapshotSource.GET, "loc1", appointment("new", "2026-06-03T16:00:00Z", T0));

        // Then
        assertThat(sync.written().bookingsByGhlId().get("app1").getStatus()).isEqualTo(BookingStatus.SCHEDULED);
        assertThat(sync.written().eventTypes())
                .containsExactly("booking_scheduled", "booking_deleted", "booking_deleted_corrected");
    }

    @Test
    void unknownContactIsReadAndTheBookingHasItsIdAlready() {
        // When
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"ghl1","email":"ada@example.com","timestamp":"%s"}\
            """.formatted(T0));

        // Then
        var asked = sync.written().fetches().getFirst();
        assertThat(asked.getObjectType()).isEqualTo(ObjectType.CONTACT);
        assertThat(asked.getObjectId()).isEqualTo("ghl1");
        assertThat(asked.getReason()).isEqualTo("unknown_contact");
        assertThat(sync.written().bookings()).hasSize(1);
        assertThat(sync.written().bookings().getFirst().getContactId())
                .isEqualTo(sync.written().contactOfGhl("ghl1").orElseThrow().getContactId());
    }

    @Test
    void contactThatTurnsOutToBeOneOfOursTakesItsBookings() {
        // Given
        sync.change(create("our-1", "ada@example.com"));
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        var reserved = sync.written().bookings().getFirst().getContactId();

        // When
        sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"ghl1","email":"ada@example.com","timestamp":"%s"}\
            """.formatted(T0));

        // Then
        assertThat(sync.written().bookingsByGhlId().get("app1").getContactId()).isEqualTo("our-1");
        assertThat(reserved).isNotEqualTo("our-1");
        assertThat(sync.stored("loc1", reserved).orElseThrow().contactId()).isEqualTo("our-1");
    }

    @Test
    void readThatFindsNoContactRemovesThePlaceholder() {
        // Given
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));

        // When
        sync.notFound("loc1", "ghl1");

        // Then
        assertThat(sync.written().bookingsByGhlId().get("app1").getContactId()).isNull();
        assertThat(sync.written().contacts()).isEmpty();
    }

    @Test
    void bookingFollowsAMergedContact() {
        // Given
        sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"ghl1","email":"ada@example.com","timestamp":"%s"}\
            """.formatted(T0));
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        var linked = sync.written().bookings().getFirst().getContactId();
        sync.advance(Duration.ofSeconds(1));
        sync.change(create("our-2", "byron@example.com"));
        sync.result(
                sync.applied(sync.written().lastCommand(), "{\"id\":\"ghl2\"}").build());
        sync.notFound("loc1", "ghl2");

        // When
        sync.change(change("merge-1")
                .setKind(ChangeKind.MERGE)
                .setTarget(ChangeTarget.newBuilder().setContactId(linked).build())
                .setMergeIntoContactId("our-2")
                .build());

        // Then
        var survivor = sync.stored("loc1", linked).orElseThrow().contactId();
        assertThat(sync.written().bookingsByGhlId().get("app1").getContactId()).isEqualTo(survivor);
    }

    @Test
    void anyOfThePublishedSamplesOfUpdateAndDeleteAsksForAReadThatDecides() {
        // Given
        sync.webhook(webhook("AppointmentCreate", "confirmed", "2026-06-03T16:00:00Z", T0));
        sync.written().forget();

        // When
        sync.webhook(webhook("AppointmentCreate", "confirmed", "2026-06-03T16:00:00Z", T0)
                .replace(T0 + "\"}", T2 + "\"}"));
        sync.advance(Duration.ofSeconds(2));
        sync.notFound(ObjectType.APPOINTMENT, "loc1", "app1");

        // Then
        assertThat(sync.written().fetches())
                .extracting(FetchRequest::getObjectType, FetchRequest::getObjectId, FetchRequest::getReason)
                .containsExactly(tuple(ObjectType.APPOINTMENT, "app1", "ambiguous_type"));
        assertThat(sync.written().bookingsByGhlId().get("app1").getStatus()).isEqualTo(BookingStatus.DELETED);
    }

    @Test
    void dataOfOursStaysWhateverGoHighLevelSays() {
        // Given
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        var id = sync.written().bookings().getFirst().getBookingId();
        sync.change(patch("patch-1", id, Map.of("room", "4711", "coach", "Grace")));
        sync.change(patch("patch-1", id, Map.of("room", "9999")));

        // When
        sync.webhook(webhook("AppointmentUpdate", "showed", "2026-06-03T16:00:00Z", T1));

        // Then
        assertThat(sync.written().bookingsByGhlId().get("app1").getData())
                .isEqualTo(Map.of("room", "4711", "coach", "Grace"));
    }

    @Test
    void patchOfABookingNobodyKnowsIsRejected() {
        // When
        sync.change(patch("patch-1", "no-such-booking", Map.of("room", "4711")));

        // Then
        assertThat(sync.written().events().getLast().getType()).isEqualTo("change_rejected");
        assertThat(sync.written().events().getLast().getReason()).isEqualTo("unknown_booking");
    }

    @Test
    void everythingIsStillKnownAfterARestart() {
        // Given
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        sync.restart();

        // When
        sync.webhook(webhook("AppointmentCreate", "new", "2026-06-03T16:00:00Z", T0));
        sync.webhook(webhook("AppointmentUpdate", "noshow", "2026-06-03T16:00:00Z", T1));

        // Then
        assertThat(sync.written().eventTypes()).containsExactly("booking_scheduled", "booking_no_show");
        assertThat(sync.written().bookings())
                .extracting(booking -> booking.getVersion())
                .containsExactly(1L, 2L);
    }

    static String webhook(String type, String status, String start, String at) {
        return """
            {"type":"%s","locationId":"loc1","appointment":%s,"timestamp":"%s"}\
            """.formatted(type, appointment(status, start, at), at);
    }

    private static String appointment(String status, String start, String at) {
        var end = OffsetDateTime.parse(start).plusMinutes(30);
        return """
            {"id":"app1","title":"Call","calendarId":"cal1","contactId":"ghl1","groupId":"group1",\
            "appointmentStatus":"%s","assignedUserId":"user1","users":["user1","user2"],"notes":"bring papers",\
            "source":"booking_widget","address":"https://example.com/meeting","startTime":"%s","endTime":"%s",\
            "dateAdded":"%s","dateUpdated":"%s"}\
            """.formatted(status, start, end, T0, at);
    }

    private static CrmChange.Builder change(String id) {
        return CrmChange.newBuilder()
                .setChangeId(id)
                .setProducer("test")
                .setLocationId("loc1")
                .setTarget(ChangeTarget.newBuilder().build())
                .setSet(ContactFields.newBuilder().build());
    }

    private static CrmChange create(String contactId, String email) {
        return change("create-" + contactId)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contactId)
                        .setCreate(true)
                        .build())
                .setSet(ContactFields.newBuilder().setEmail(email).build())
                .build();
    }

    private static CrmChange patch(String id, String bookingId, Map<String, String> data) {
        return change(id)
                .setKind(ChangeKind.BOOKING_PATCH)
                .setBookingPatch(BookingPatch.newBuilder()
                        .setBookingId(bookingId)
                        .setData(data)
                        .build())
                .build();
    }
}
