package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.FieldOutcome;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.ReplanCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts that are merged, split or linked anew while something of them is still on its way, on the real topology. */
class RegroupedScenarioTest {
    private final SyncScenario sync = SyncScenario.inMemory();
    private int number;

    @BeforeEach
    void connect() {
        sync.connect("loc1");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void aLateResultDoesNotJoinPeopleAgainWhomAnOperatorHasSplit() {
        // Given
        sync.change(edit("ours-1", ContactFields.newBuilder().setGivenName("Ada")));
        sync.advance(Duration.ofSeconds(1));
        var ada = created("ghl1", "ada@example.com");
        sync.change(merge(ada, "ours-1"));
        sync.advance(Duration.ofSeconds(1));
        sync.change(edit("ours-1", ContactFields.newBuilder().setCity("Bonn")));
        sync.advance(Duration.ofSeconds(1));
        var update = sync.written().lastCommand();
        sync.change(command(ChangeKind.SPLIT, ada).build());

        // When
        sync.result(sync.applied(update, "{\"id\":\"ghl1\",\"email\":\"ada@example.com\",\"city\":\"Bonn\"}")
                .build());

        // Then
        assertThat(update.getContactId()).isEqualTo("ours-1");
        assertThat(contact("ours-1").getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact(ada).getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact(ada).getGhlContactId()).isEqualTo("ghl1");
        assertThat(contact("ours-1").getGhlContactId()).isNull();
    }

    @Test
    void aReadThatDoesNotFindAFormerContactLeavesItsObjectsWhereTheyAre() {
        // Given
        var ada = created("ghl1", "ada@example.com");
        sync.webhook(appointment("app1", "ghl1"));
        deleted("ghl1");
        created("ghl2", "ada@example.com");

        // When
        sync.notFound("loc1", "ghl1");
        sync.webhook(appointment("app2", "ghl1"));

        // Then
        assertThat(contact(ada).getGhlContactId()).isEqualTo("ghl2");
        assertThat(sync.written().bookingsByGhlId().get("app1").getContactId()).isEqualTo(ada);
        assertThat(sync.written().bookingsByGhlId().get("app2").getContactId()).isEqualTo(ada);
    }

    @Test
    void ofAContactThatWasGoneWhenItWasMergedNothingComesBack() {
        // Given
        var one = created("ghl1", "one@example.com");
        sync.advance(Duration.ofSeconds(1));
        var two = created("ghl2", "two@example.com");
        sync.webhook(appointment("app1", "ghl2"));
        deleted("ghl2");
        sync.change(merge(two, one));

        // When
        deleted("ghl2");
        sync.webhook("{\"type\":\"ContactUpdate\",\"locationId\":\"loc1\",\"id\":\"ghl2\","
                + "\"timestamp\":\"2026-06-01T11:59:59Z\",\"email\":\"two@example.com\"}");

        // Then
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .containsExactlyInAnyOrder(one, two);
        assertThat(contact(two).getMergedInto()).isEqualTo(one);
        assertThat(sync.written().bookingsByGhlId().get("app1").getContactId()).isEqualTo(one);
    }

    @Test
    void aReplayOfAContactThatWasMergedConcernsTheOneItBecame() {
        // Given
        sync.change(edit("ours-1", ContactFields.newBuilder().setGivenName("Ada")));
        sync.advance(Duration.ofSeconds(1));
        var ada = created("ghl1", "ada@example.com");
        sync.change(edit(ada, ContactFields.newBuilder().setCity("Bonn")));
        sync.advance(Duration.ofSeconds(1));
        var update = sync.written().lastCommand();
        sync.result(sync.applied(update, "{\"id\":\"ghl1\",\"email\":\"ada@example.com\"}")
                .setOutcome(PushOutcome.PARTLY)
                .setFields(List.of(FieldOutcome.newBuilder()
                        .setField("city")
                        .setOutcome(FieldResult.REFUSED)
                        .setValue("Bonn")
                        .build()))
                .build());
        sync.change(merge(ada, "ours-1"));
        sync.advance(Duration.ofSeconds(1));
        int before = sync.written().commands().size();

        // When
        sync.replan(PushReplan.newBuilder()
                .setLocationId("loc1")
                .setContactId(ada)
                .setVersion(update.getVersion())
                .setCause(ReplanCause.REPLAY)
                .setFields(List.of("city"))
                .setRequestedAt(sync.now())
                .build());
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(sync.written().commands()).hasSize(before + 1);
        assertThat(sync.written().lastCommand().getContactId()).isEqualTo("ours-1");
        assertThat(sync.written().lastCommand().getFields())
                .anySatisfy(field -> assertThat(field.getWanted()).isEqualTo("Bonn"));
    }

    @Test
    void whoIsBeingCreatedInGoHighLevelIsNotMergedAwayMeanwhile() {
        // Given
        sync.change(edit("ours-1", ContactFields.newBuilder().setGivenName("Ada")));
        sync.advance(Duration.ofSeconds(1));
        sync.change(edit("ours-2", ContactFields.newBuilder().setEmail("ada@example.com")));
        sync.advance(Duration.ofSeconds(1));
        var create = sync.written().lastCommand();

        // When
        sync.change(edit("ours-1", ContactFields.newBuilder().setEmail("ada@example.com")));
        sync.result(sync.applied(create, "{\"id\":\"ghl1\",\"email\":\"ada@example.com\"}")
                .build());

        // Then
        assertThat(create.getContactId()).isEqualTo("ours-2");
        assertThat(contact("ours-2").getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact("ours-2").getGhlContactId()).isEqualTo("ghl1");
    }

    @Test
    void aMergeTakenBackGivesTheSurvivorItsOwnValueBack() {
        // Given
        var ada = created("ghl1", "ada@example.com");
        sync.change(edit(ada, ContactFields.newBuilder().setCity("Jena")));
        sync.advance(Duration.ofSeconds(1));
        answered("Jena");
        sync.change(edit("ours-1", ContactFields.newBuilder().setCity("Bonn")));
        sync.advance(Duration.ofSeconds(1));
        sync.change(merge("ours-1", ada));
        sync.advance(Duration.ofSeconds(1));
        answered("Bonn");

        // When
        sync.change(command(ChangeKind.SPLIT, "ours-1").build());
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(contact(ada).getAddress().getCity()).isEqualTo("Jena");
        assertThat(contact("ours-1").getAddress().getCity()).isEqualTo("Bonn");
        assertThat(sync.written().lastCommand().getContactId()).isEqualTo(ada);
        assertThat(sync.written().lastCommand().getFields())
                .anySatisfy(field -> assertThat(field.getWanted()).isEqualTo("Jena"));
    }

    /** The newest command was applied. */
    private void answered(String city) {
        sync.result(sync.applied(
                        sync.written().lastCommand(),
                        "{\"id\":\"ghl1\",\"email\":\"ada@example.com\",\"city\":\"" + city + "\"}")
                .build());
        sync.advance(Duration.ofSeconds(1));
    }

    private Contact contact(String contactId) {
        return sync.written().contact(contactId).orElseThrow();
    }

    private String created(String ghlId, String email) {
        sync.webhook("{\"type\":\"ContactCreate\",\"locationId\":\"loc1\",\"id\":\"" + ghlId + "\",\"timestamp\":\""
                + sync.now() + "\",\"email\":\"" + email + "\"}");
        return sync.written().contactOfGhl(ghlId).orElseThrow().getContactId();
    }

    private void deleted(String ghlId) {
        sync.advance(Duration.ofSeconds(1));
        sync.webhook("{\"type\":\"ContactDelete\",\"locationId\":\"loc1\",\"id\":\"" + ghlId + "\",\"timestamp\":\""
                + sync.now() + "\"}");
        sync.advance(Duration.ofSeconds(1));
    }

    private static String appointment(String id, String ghlContactId) {
        return "{\"type\":\"AppointmentCreate\",\"locationId\":\"loc1\",\"appointment\":{\"id\":\"" + id
                + "\",\"contactId\":\"" + ghlContactId + "\",\"calendarId\":\"cal1\","
                + "\"appointmentStatus\":\"confirmed\",\"startTime\":\"2026-06-03T16:00:00Z\","
                + "\"endTime\":\"2026-06-03T16:30:00Z\",\"dateAdded\":\"2026-06-01T12:00:00.100Z\","
                + "\"dateUpdated\":\"2026-06-01T12:00:00.100Z\"}}";
    }

    private CrmChange edit(String contactId, ContactFields.Builder set) {
        return command(ChangeKind.UPSERT, contactId)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contactId)
                        .setCreate(true)
                        .build())
                .setSet(set.build())
                .build();
    }

    private CrmChange merge(String contactId, String into) {
        return command(ChangeKind.MERGE, contactId).setMergeIntoContactId(into).build();
    }

    private CrmChange.Builder command(ChangeKind kind, String contactId) {
        return CrmChange.newBuilder()
                .setChangeId("change-" + number++)
                .setProducer("operator")
                .setLocationId("loc1")
                .setKind(kind)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(ContactFields.newBuilder().build());
    }
}
