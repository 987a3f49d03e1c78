package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushKind;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.domain.change.ChangeStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is who within a location, on the real topology. */
class IdentityScenarioTest {
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
    void twoContactsOfGhlWithOneEmailStayApartAndAreNamed() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", "+12025550143"));

        // When
        sync.webhook(created("ghl2", "ada@example.com", "+12025550144"));

        // Then
        var first = sync.written().contactOfGhl("ghl1").orElseThrow();
        var second = sync.written().contactOfGhl("ghl2").orElseThrow();
        assertThat(second.getContactId()).isNotEqualTo(first.getContactId());
        assertThat(second.getDuplicateOf()).isEqualTo(first.getContactId());
        assertThat(sync.written().eventTypes()).contains("possible_duplicate");
    }

    @Test
    void theWebhookOfOurOwnCreateBeforeItsResultMakesNoSecondContact() {
        // Given
        sync.change(create("c1", "ours-1", "ada@example.com", null));
        var command = sync.written().lastCommand();

        // When
        sync.webhook(created("ghl9", "ada@example.com", null));
        sync.result(sync.applied(command, answer("ghl9", "ada@example.com")).build());

        // Then
        assertThat(sync.written().contactOfGhl("ghl9").map(Contact::getContactId))
                .contains("ours-1");
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .containsExactly("ours-1");
    }

    @Test
    void aCreateRefusedBecauseOfASharedPhoneLeavesTheOtherPersonAlone() {
        // Given
        sync.webhook(created("ghl1", "anna@example.com", "+12025550143"));
        sync.change(create("c1", "ours-1", "ben@example.com", "+12025550143"));
        var command = sync.written().lastCommand();

        // When
        sync.result(duplicate(command, "ghl1", "anna@example.com"));
        sync.advance(Duration.ofSeconds(2));

        // Then
        var anna = sync.written().contactOfGhl("ghl1").orElseThrow();
        var ben = sync.written().contact("ours-1").orElseThrow();
        assertThat(anna.getEmail()).isEqualTo("anna@example.com");
        assertThat(ben.getEmail()).isEqualTo("ben@example.com");
        assertThat(ben.getGhlContactId()).isNull();
        assertThat(ben.getDuplicateOf()).isEqualTo(anna.getContactId());
        assertThat(sync.written().lastCommand()).isEqualTo(command);
    }

    @Test
    void aCreateRefusedAsDuplicateOfTheSamePersonLinks() {
        // Given
        sync.change(create("c1", "ours-1", "ada@example.com", null));
        var command = sync.written().lastCommand();

        // When
        sync.result(duplicate(command, "ghl1", "ada@example.com"));

        // Then
        assertThat(command.getKind()).isEqualTo(PushKind.CREATE);
        assertThat(sync.written().contactOfGhl("ghl1").map(Contact::getContactId))
                .contains("ours-1");
    }

    @Test
    void aMintedIdThatIsAnExistingPersonStaysItsAlias() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", null));
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow();

        // When
        sync.change(create("c1", "minted-1", "ada@example.com", "+12025550143"));

        // Then
        var status = sync.changeStatus("loc1", "c1").orElseThrow();
        assertThat(status.status()).isEqualTo(ChangeStatus.Status.MERGED);
        assertThat(status.mergedInto()).isEqualTo(ada.getContactId());
        assertThat(sync.stored("loc1", "minted-1").orElseThrow().contactId()).isEqualTo(ada.getContactId());
    }

    @Test
    void deletedInGhlAndCreatedAnewWithTheSameEmailLinksAndReactivates() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", null));
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow();
        sync.webhook("""
            {"type":"ContactDelete","locationId":"loc1","id":"ghl1","timestamp":"2026-06-01T12:00:01Z","email":"ada@example.com"}\
            """);

        // When
        sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"ghl2","timestamp":"2026-06-01T12:00:09Z","email":"ada@example.com"}\
            """);

        // Then
        var again = sync.written().contact(ada.getContactId()).orElseThrow();
        assertThat(again.getGhlContactId()).isEqualTo("ghl2");
        assertThat(again.getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(sync.written().eventTypes()).contains("contact_deleted", "contact_revived");
    }

    @Test
    void anUnlinkedContactThatGetsTheEmailOfAnotherIsMergedIntoTheOlder() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", null));
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow();
        sync.advance(Duration.ofSeconds(1));
        sync.change(create("c1", "ours-1", null, null));

        // When
        sync.change(CrmChange.newBuilder(create("c2", "ours-1", "ada@example.com", null))
                .setTarget(ChangeTarget.newBuilder().setContactId("ours-1").build())
                .build());

        // Then
        var loser = sync.written().contact("ours-1").orElseThrow();
        assertThat(loser.getStatus()).isEqualTo(ContactStatus.MERGED);
        assertThat(loser.getMergedInto()).isEqualTo(ada.getContactId());
        assertThat(sync.written().eventTypes()).contains("contact_merged");
    }

    @Test
    void aDeleteBeforeItsCreateIsNotRevivedByTheLateCreate() {
        // Given
        sync.webhook("""
            {"type":"ContactDelete","locationId":"loc1","id":"ghl1","timestamp":"2026-06-01T12:00:05Z"}\
            """);

        // When
        sync.webhook(created("ghl1", "ada@example.com", null));

        // Then
        assertThat(sync.written().contactOfGhl("ghl1").orElseThrow().getStatus())
                .isEqualTo(ContactStatus.INACTIVE);
    }

    @Test
    void nothingCrossesALocation() {
        // Given
        sync.connect("loc2");
        sync.webhook(created("ghl1", "ada@example.com", null));

        // When
        sync.webhook(created("ghl1", "ada@example.com", null).replace("loc1", "loc2"));

        // Then
        assertThat(sync.written().contacts().stream()
                        .map(Contact::getLocationId)
                        .distinct())
                .containsExactlyInAnyOrder("loc1", "loc2");
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .hasSize(2);
    }

    @Test
    void aLocationThatNeverConnectsIsSkippedAfterAMinuteWithAnEvent() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", null).replace("loc1", "nowhere"));
        sync.change(CrmChange.newBuilder(create("c1", "ours-1", "ada@example.com", null))
                .setLocationId("nowhere")
                .build());

        // When
        sync.advance(Duration.ofSeconds(62));

        // Then
        assertThat(sync.written().eventTypes()).contains("unknown_location", "change_rejected");
        assertThat(sync.tallied()).contains("WEBHOOK/EXPIRED", "CHANGE/EXPIRED");
        assertThat(sync.written().contacts()).isEmpty();
    }

    @Test
    void anUnknownContactIsRejectedAndNothingElseIsLost() {
        // Given
        var unknown = CrmChange.newBuilder(create("c1", "nobody", "x@example.com", null))
                .setTarget(ChangeTarget.newBuilder().setContactId("nobody").build())
                .build();

        // When
        sync.change(unknown);

        // Then
        assertThat(sync.changeStatus("loc1", "c1").orElseThrow().reason()).isEqualTo("unknown_contact");
        assertThat(sync.written().eventTypes()).containsExactly("change_rejected");
    }

    @Test
    void aReadThatDoesNotFindTheContactMakesItInactive() {
        // Given
        sync.webhook(created("ghl1", "ada@example.com", null));
        sync.advance(Duration.ofSeconds(5));

        // When
        sync.notFound("loc1", "ghl1");

        // Then
        assertThat(sync.written().contactOfGhl("ghl1").orElseThrow().getStatus())
                .isEqualTo(ContactStatus.INACTIVE);
    }

    @Test
    void aRestartBetweenAnyTwoRecordsChangesNothing() {
        // Given
        var uninterrupted = story(new SyncScenario(), false);

        // When
        var interrupted = story(new SyncScenario(), true);

        // Then
        assertThat(interrupted).isEqualTo(uninterrupted);
    }

    /** A story with edits of both sides, a create, its result and a delete; returns the last public records without times of ours. */
    private static String story(SyncScenario sync, boolean restarting) {
        try (sync) {
            Runnable next = () -> {
                if (restarting) {
                    sync.restart();
                }
                sync.advance(Duration.ofMillis(500));
            };
            sync.connect("loc1");
            next.run();
            sync.webhook(created("ghl1", "ada@example.com", "+12025550143"));
            next.run();
            sync.change(create("c1", "ours-1", "bob@example.com", null));
            next.run();
            sync.change(create("c2", "ours-2", "ada@example.com", "+12025550199"));
            next.run();
            var commands = sync.written().commands();
            sync.result(sync.applied(
                            commands.stream()
                                    .filter(c -> c.getContactId().equals("ours-1"))
                                    .findFirst()
                                    .orElseThrow(),
                            answer("ghl7", "bob@example.com"))
                    .build());
            next.run();
            sync.snapshot(SnapshotSource.GET, "loc1", answer("ghl1", "ada@example.com"));
            next.run();
            sync.webhook("""
                {"type":"ContactDelete","locationId":"loc1","id":"ghl7","timestamp":"2026-06-01T12:00:09Z"}\
                """);
            next.run();
            var contacts = new TreeMap<String, String>();
            sync.written()
                    .contacts()
                    .forEach(c -> contacts.put(
                            c.getContactId(),
                            c.getVersion() + " " + c.getStatus() + " " + c.getEmail() + " " + c.getPhone() + " "
                                    + c.getGhlContactId() + " " + c.getPending() + " "
                                    + c.getProvenance().size()));
            return contacts + " " + sync.written().commands().size() + " "
                    + sync.written().eventTypes();
        }
    }

    private static String created(String id, String email, @Nullable String phone) {
        return "{\"type\":\"ContactCreate\",\"locationId\":\"loc1\",\"id\":\"" + id
                + "\",\"timestamp\":\"2026-06-01T11:59:58Z\",\"firstName\":\"Ada\",\"email\":\"" + email + "\""
                + (phone == null ? "" : ",\"phone\":\"" + phone + "\"") + "}";
    }

    private static String answer(String id, String email) {
        return "{\"id\":\"" + id + "\",\"locationId\":\"loc1\",\"firstName\":\"Ada\",\"email\":\"" + email
                + "\",\"dateUpdated\":\"2026-06-01T12:00:00Z\"}";
    }

    private PushResult duplicate(PushCommand command, String ghlContactId, String email) {
        return PushResult.newBuilder()
                .setLocationId("loc1")
                .setContactId(command.getContactId())
                .setVersion(command.getVersion())
                .setOutcome(PushOutcome.DUPLICATE_OF)
                .setReason("duplicate_contact")
                .setGhlContactId(ghlContactId)
                .setSnapshot(ByteBuffer.wrap(answer(ghlContactId, email).getBytes(StandardCharsets.UTF_8)))
                .setSnapshotSource(SnapshotSource.GET)
                .setSnapshotAt(sync.now())
                .setSettledAt(sync.now())
                .build();
    }

    private static CrmChange create(String changeId, String contactId, @Nullable String email, @Nullable String phone) {
        return CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer("booking")
                .setLocationId("loc1")
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contactId)
                        .setCreate(true)
                        .build())
                .setSet(ContactFields.newBuilder()
                        .setGivenName("Ada")
                        .setEmail(email)
                        .setPhone(phone)
                        .build())
                .build();
    }
}
