package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.avro.Side;
import dev.ghlsync.sync.domain.change.ChangeStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators decide, on the real topology: merge, split, restore, and held mass changes. */
class OperatorScenarioTest {
    private static final int LIMIT = 100;

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
    void aMergeByAnOperatorIsTakenBackByASplit() {
        // Given
        created("ghl1", "ada@example.com");
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();
        sync.advance(Duration.ofSeconds(1));
        sync.change(command(ChangeKind.UPSERT, "ours-1")
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId("ours-1")
                        .setCreate(true)
                        .build())
                .setSet(ContactFields.newBuilder().setCity("Bonn").build())
                .setExternalIds(List.of(new ExternalId("shop", "42")))
                .build());
        sync.change(
                command(ChangeKind.MERGE, "ours-1").setMergeIntoContactId(ada).build());
        var merged = contact(ada);

        // When
        sync.change(command(ChangeKind.SPLIT, "ours-1").build());

        // Then
        assertThat(merged.getAddress().getCity()).isEqualTo("Bonn");
        assertThat(contact("ours-1").getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact("ours-1").getAddress().getCity()).isEqualTo("Bonn");
        assertThat(contact("ours-1").getExternalIds()).containsExactly(new ExternalId("shop", "42"));
        assertThat(contact(ada).getAddress()).isNull();
        assertThat(contact(ada).getExternalIds()).isEmpty();
        assertThat(contact(ada).getGhlContactId()).isEqualTo("ghl1");
        assertThat(sync.written().events()).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo("contact_split");
            assertThat(event.getSide()).isEqualTo(Side.OPERATOR);
            assertThat(event.getRelatedContactId()).isEqualTo(ada);
        });
    }

    @Test
    void peopleWhoWereSplitAreNotJoinedAgainByTheirEmail() {
        // Given
        created("ghl1", "ada@example.com");
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();
        sync.change(create("ours-1", null));
        sync.change(
                command(ChangeKind.MERGE, "ours-1").setMergeIntoContactId(ada).build());
        sync.change(command(ChangeKind.SPLIT, "ours-1").build());

        // When
        sync.change(edit("app", "ours-1", "ada@example.com"));

        // Then
        assertThat(contact("ours-1").getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact("ours-1").getEmail()).isEqualTo("ada@example.com");
    }

    @Test
    void aMintedIdThatWasTakenForAnotherPersonIsSplitOff() {
        // Given
        created("ghl1", "ada@example.com");
        sync.change(create("minted-1", "ada@example.com"));

        // When
        sync.change(command(ChangeKind.SPLIT, "minted-1")
                .setSet(ContactFields.newBuilder().setGivenName("Bea").build())
                .build());

        // Then
        assertThat(contact("minted-1").getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact("minted-1").getGivenName()).isEqualTo("Bea");
        assertThat(sync.stored("loc1", "minted-1").orElseThrow().contactId()).isEqualTo("minted-1");
    }

    @Test
    void archivedIsNotPushedUntilAnOperatorRestores() {
        // Given
        created("ghl1", "ada@example.com");
        var ada = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();
        sync.change(command(ChangeKind.ARCHIVE, ada).build());
        sync.advance(Duration.ofSeconds(1));
        sync.change(edit("app", ada, "new@example.com"));
        sync.advance(Duration.ofSeconds(1));
        int before = sync.written().commands().size();

        // When
        sync.change(command(ChangeKind.RESTORE, ada).build());

        // Then
        assertThat(before).isZero();
        assertThat(sync.written().commands()).hasSize(1);
        assertThat(sync.written().eventTypes()).contains("contact_archived", "contact_restored");
    }

    @Test
    void aMassChangeIsHeldAndAppliedWhenAnOperatorReleasesIt() {
        // Given
        massChange(LIMIT + 20);
        long changed = changedCities();

        // When
        sync.change(held(ChangeKind.RELEASE_HELD));
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(changed).isEqualTo(LIMIT);
        assertThat(changedCities()).isEqualTo(LIMIT + 20);
        assertThat(sync.written().eventTypes()).contains("mass_change_held", "mass_change_released");
        assertThat(sync.tallied()).contains("CHANGE/GUARDED");
        assertThat(sync.written().events()).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo("mass_change_held");
            assertThat(event.getProducer()).isEqualTo("import");
            assertThat(event.getAttributes()).containsEntry("changed", "101").containsEntry("contacts", "120");
        });
    }

    @Test
    void aDiscardedMassChangeIsRejectedChangeByChange() {
        // Given
        massChange(LIMIT + 20);

        // When
        sync.change(held(ChangeKind.DISCARD_HELD));
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(changedCities()).isEqualTo(LIMIT);
        assertThat(sync.written().eventTypes().stream().filter("change_rejected"::equals))
                .hasSize(20);
        assertThat(sync.changeStatus("loc1", "mass-" + (LIMIT + 19))
                        .orElseThrow()
                        .reason())
                .isEqualTo("discarded_by_operator");
    }

    @Test
    void otherProducersGoOnWhileAMassChangeIsHeld() {
        // Given
        massChange(LIMIT + 1);
        var held = sync.changeStatus("loc1", "mass-" + LIMIT).orElseThrow().status();

        // When
        sync.change(edit("app", "ours-0", "app@example.com"));

        // Then
        assertThat(held).isEqualTo(ChangeStatus.Status.HELD);
        assertThat(contact("ours-0").getEmail()).isEqualTo("app@example.com");
    }

    @Test
    void aHeldMassChangeSurvivesARestart() {
        // Given
        massChange(LIMIT + 20);
        sync.restart();

        // When
        sync.change(held(ChangeKind.RELEASE_HELD));
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(changedCities()).isEqualTo(LIMIT + 20);
    }

    /** Every contact of the location is changed once by one producer. */
    private void massChange(int contacts) {
        for (int i = 0; i < contacts; i++) {
            sync.change(CrmChange.newBuilder(create("ours-" + i, null))
                    .setChangeId("create-" + i)
                    .build());
        }
        for (int i = 0; i < contacts; i++) {
            sync.change(
                    CrmChange.newBuilder(command(ChangeKind.UPSERT, "ours-" + i).build())
                            .setChangeId("mass-" + i)
                            .setProducer("import")
                            .setSet(ContactFields.newBuilder().setCity("Bonn").build())
                            .build());
        }
    }

    private long changedCities() {
        return sync.written().contacts().stream()
                .filter(contact -> contact.getAddress() != null)
                .map(Contact::getContactId)
                .distinct()
                .count();
    }

    private Contact contact(String contactId) {
        return sync.written().contact(contactId).orElseThrow();
    }

    private void created(String ghlId, String email) {
        sync.webhook("{\"type\":\"ContactCreate\",\"locationId\":\"loc1\",\"id\":\"" + ghlId
                + "\",\"timestamp\":\"2026-06-01T11:59:58Z\",\"email\":\"" + email + "\"}");
    }

    private CrmChange create(String contactId, String email) {
        return command(ChangeKind.UPSERT, contactId)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contactId)
                        .setCreate(true)
                        .build())
                .setSet(ContactFields.newBuilder()
                        .setGivenName("Ada")
                        .setEmail(email)
                        .build())
                .build();
    }

    private CrmChange edit(String producer, String contactId, String email) {
        return command(ChangeKind.UPSERT, contactId)
                .setProducer(producer)
                .setSet(ContactFields.newBuilder().setEmail(email).build())
                .build();
    }

    private CrmChange held(ChangeKind kind) {
        return command(kind, "none").setHeldProducer("import").build();
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
