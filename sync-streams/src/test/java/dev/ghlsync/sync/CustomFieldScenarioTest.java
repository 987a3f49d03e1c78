package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.domain.change.ChangeStatus.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom fields that changes of ours name by id, by key, or both. */
class CustomFieldScenarioTest {
    private static final String KEY = "contact.shoe_size";

    private final SyncScenario sync = new SyncScenario();

    @BeforeEach
    void connect() {
        sync.connect("loc1");
        definition("cf1", KEY);
        sync.snapshot(SnapshotSource.GET, "loc1", """
            {"id":"ghl1","locationId":"loc1","dateUpdated":"2026-06-01T11:00:00Z",\
            "customFields":[{"id":"cf1","value":"41"}]}\
            """);
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void theSameFieldByIdAndKeyInOneChangeIsOneField() {
        // When
        sync.change(change("both", field("cf1", "42"), field(KEY, "42")).build());

        // Then
        assertThat(fields()).containsExactly("cf1=42");
        assertThat(pushed()).containsExactly("customFields.cf1=\"42\"");
    }

    @Test
    void theSameFieldByIdAndKeyInTwoChangesIsOneField() {
        // Given
        sync.change(change("by-id", field("cf1", "42")).build());
        sync.advance(Duration.ofSeconds(1));

        // When
        sync.change(change("by-key", field(KEY, "43")).build());

        // Then
        assertThat(fields()).containsExactly("cf1=43");
        assertThat(pushed()).containsExactly("customFields.cf1=\"43\"");
    }

    @Test
    void theLaterChangeWinsWhicheverNameItGives() {
        // Given
        sync.advance(Duration.ofMinutes(1));
        sync.change(change("by-key", field(KEY, "43")).setChangedAt(sync.now()).build());

        // When
        sync.change(change("by-id", field("cf1", "42"))
                .setChangedAt(sync.now().minusSeconds(30))
                .build());

        // Then
        assertThat(fields()).containsExactly("cf1=43");
    }

    @Test
    void aFieldIsClearedByItsKey() {
        // When
        sync.change(change("clear").setClear(List.of("customFields." + KEY)).build());

        // Then
        assertThat(fields()).isEmpty();
        assertThat(pushed()).containsExactly("customFields.cf1=null");
    }

    @Test
    void idAndKeyWithDifferentValuesAreRefused() {
        // When
        sync.change(change("both", field("cf1", "42"), field(KEY, "43")).build());

        // Then
        requireRejected("both", "contradiction", "customFields." + KEY);
    }

    @Test
    void aKeyThatNoFieldHasIsRefusedByName() {
        // When
        sync.change(change("unknown", field("contact.hat_size", "7")).build());

        // Then
        requireRejected("unknown", "unknown_field", "customFields.contact.hat_size");
    }

    @Test
    void unknownKeysHaveTheFieldsReadOnceAMinute() {
        // Given
        sync.change(change("first", field("contact.hat_size", "7")).build());
        sync.change(change("second", field("contact.typo", "7")).build());
        sync.advance(Duration.ofMinutes(1));

        // When
        sync.change(change("third", field("contact.typo", "7")).build());

        // Then
        var asked = sync.written().fetches();
        assertThat(asked).extracting(FetchRequest::getObjectId).containsExactly("contact.hat_size", "contact.typo");
        assertThat(asked).allSatisfy(fetch -> {
            assertThat(fetch.getObjectType()).isEqualTo(ObjectType.CUSTOM_FIELD_DEFINITION);
            assertThat(fetch.getReason()).isEqualTo("unknown_custom_field");
        });
    }

    @Test
    void aFieldThatWasReadAfterItsKeyWasRefusedIsKnown() {
        // Given
        sync.change(change("early", field("contact.hat_size", "7")).build());
        definition("cf2", "contact.hat_size");

        // When
        sync.change(change("again", field("contact.hat_size", "7")).build());

        // Then
        assertThat(fields()).containsExactly("cf1=41", "cf2=7");
    }

    @Test
    void aKeyMeansTheFieldThatWasMadeLast() {
        // Given
        sync.advance(Duration.ofHours(1));
        definition("cf0", KEY);

        // When
        sync.change(change("by-key", field(KEY, "44")).build());

        // Then
        assertThat(pushed()).containsExactly("customFields.cf0=\"44\"");
    }

    private void requireRejected(String changeId, String reason, String field) {
        var status = sync.changeStatus("loc1", changeId).orElseThrow();
        assertThat(status.status()).isEqualTo(Status.REJECTED);
        assertThat(status.reason()).isEqualTo(reason);
        assertThat(status.field()).isEqualTo(field);
        assertThat(fields()).containsExactly("cf1=41");
        assertThat(sync.written().commands()).isEmpty();
    }

    private void definition(String id, String key) {
        sync.snapshot(ObjectType.CUSTOM_FIELD_DEFINITION, SnapshotSource.LIST, "loc1", """
            {"id":"%s","name":"Shoe size","fieldKey":"%s","dataType":"TEXT","model":"contact"}\
            """.formatted(id, key));
    }

    private List<String> fields() {
        return contact().getCustomFields().stream()
                .map(field -> field.getId() + "=" + field.getText())
                .toList();
    }

    private List<String> pushed() {
        return sync.written().lastCommand().getFields().stream()
                .map(field -> field.getField() + "=" + field.getWanted())
                .toList();
    }

    private Contact contact() {
        return sync.written().contactOfGhl("ghl1").orElseThrow();
    }

    private static CustomField field(String name, String value) {
        return CustomField.newBuilder()
                .setId(name)
                .setKind(CustomFieldKind.TEXT)
                .setText(value)
                .build();
    }

    private CrmChange.Builder change(String changeId, CustomField... fields) {
        return CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer("shop")
                .setLocationId("loc1")
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contact().getContactId())
                        .build())
                .setSet(ContactFields.newBuilder()
                        .setCustomFields(Stream.of(fields).toList())
                        .build());
    }
}
