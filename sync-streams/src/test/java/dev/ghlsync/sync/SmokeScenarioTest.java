package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushKind;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmokeScenarioTest {
    private static final String CREATED = """
        {"type":"ContactCreate","locationId":"loc1","id":"ghl1","timestamp":"2026-06-01T11:59:58Z",
         "firstName":"Ada","lastName":"Lovelace","email":"Ada@Example.com","phone":"(202) 555-0143","tags":["VIP"]}\
        """;

    private final SyncScenario sync = new SyncScenario();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void contactCreatedInGhlIsPublished() {
        // Given
        sync.connect("loc1");

        // When
        sync.webhook(CREATED);

        // Then
        var contact = sync.written().contactOfGhl("ghl1").orElseThrow();
        assertThat(contact.getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact.getGivenName()).isEqualTo("Ada");
        assertThat(contact.getEmail()).isEqualTo("ada@example.com");
        assertThat(contact.getPhone()).isEqualTo("+12025550143");
        assertThat(contact.getTags()).containsExactly("vip");
        assertThat(contact.getVersion()).isEqualTo(1);
        assertThat(sync.written().eventTypes()).contains("contact_created");
        assertThat(sync.written().commands()).isEmpty();
    }

    @Test
    void webhookBeforeItsConnectionWaitsForIt() {
        // Given
        sync.webhook(CREATED);

        // When
        sync.connect("loc1");

        // Then
        assertThat(sync.written().contactOfGhl("ghl1")).isPresent();
        assertThat(sync.tallied()).contains("WEBHOOK/HELD", "WEBHOOK/CREATED");
    }

    @Test
    void contactOfOursIsCreatedInGhlAndThenLinked() {
        // Given
        sync.connect("loc1");
        sync.change(create("change1", "ada@example.com"));
        sync.advance(Duration.ofMillis(500));
        var command = sync.written().lastCommand();

        // When
        sync.result(sync.applied(command, """
            {"id":"ghl9","locationId":"loc1","firstName":"Ada","email":"ada@example.com"}\
            """).build());

        // Then
        assertThat(command.getKind()).isEqualTo(PushKind.CREATE);
        assertThat(command.getFields()).anyMatch(f -> f.getField().equals("email"));
        var contact = sync.written().contact(command.getContactId()).orElseThrow();
        assertThat(contact.getGhlContactId()).isEqualTo("ghl9");
        assertThat(contact.getPending()).isEmpty();
        assertThat(sync.written().eventTypes()).contains("contact_linked");
    }

    @Test
    void everythingKnownSurvivesARestart() {
        // Given
        sync.connect("loc1");
        sync.webhook(CREATED);
        var contactId = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();
        var before = sync.stored("loc1", contactId);

        // When
        sync.restart();

        // Then
        assertThat(sync.stored("loc1", contactId)).isPresent().isEqualTo(before);
        sync.webhook(CREATED);
        assertThat(sync.written().contacts()).hasSize(1);
    }

    @Test
    void changeAlreadyAppliedIsKnownAfterARestart() {
        // Given
        sync.connect("loc1");
        sync.change(create("change1", "ada@example.com"));
        sync.restart();

        // When
        sync.change(create("change1", "ada@example.com"));

        // Then
        assertThat(sync.tallied()).containsSubsequence("CHANGE/CREATED", "CHANGE/DUPLICATE");
        assertThat(sync.changeStatus("loc1", "change1")).isPresent();
    }

    @Test
    void unreadableBytesBecomeADeadLetterWithTheirOrigin() {
        // When
        sync.raw(Topics.GHL_WEBHOOKS, "loc1", "not avro".getBytes(StandardCharsets.UTF_8));

        // Then
        var letter = sync.written().deadLetters().getFirst();
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("not avro");
        assertThat(letter.headers().lastHeader(Headers.SOURCE_TOPIC).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("ghl.webhooks");
    }

    private static CrmChange create(String changeId, String email) {
        return CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer("booking")
                .setLocationId("loc1")
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setCreate(true).build())
                .setSet(ContactFields.newBuilder()
                        .setGivenName("Ada")
                        .setEmail(email)
                        .build())
                .build();
    }
}
