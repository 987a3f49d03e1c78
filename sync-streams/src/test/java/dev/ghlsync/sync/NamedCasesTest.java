package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.sync.store.ContactCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases that need several contacts, or more than one kind of record, on the real topology; the others are in docs/merge-rules.md. */
class NamedCasesTest {
    private final SyncScenario sync = SyncScenario.inMemory();

    @BeforeEach
    void connect() {
        sync.connect("loc1");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void emailSwappedBetweenTwoContacts() {
        // Given
        webhook("ContactCreate", "ghl1", "11:59:50", "a@example.com");
        webhook("ContactCreate", "ghl2", "11:59:50", "b@example.com");
        var first = ofGhl("ghl1").getContactId();
        var second = ofGhl("ghl2").getContactId();

        // When
        webhook("ContactUpdate", "ghl1", "11:59:55", "b@example.com");
        webhook("ContactUpdate", "ghl2", "11:59:56", "a@example.com");

        // Then
        assertThat(ofGhl("ghl1").getContactId()).isEqualTo(first);
        assertThat(ofGhl("ghl1").getEmail()).isEqualTo("b@example.com");
        assertThat(ofGhl("ghl2").getContactId()).isEqualTo(second);
        assertThat(ofGhl("ghl2").getEmail()).isEqualTo("a@example.com");
        assertThat(sync.written().eventTypes()).doesNotContain("contact_merged");
    }

    @Test
    void onePersonCreatedOnBothSidesAtTheSameMomentOursFirst() {
        // Given
        sync.change(create("ours-1", "ada@example.com"));
        var command = sync.written().lastCommand();
        webhook("ContactCreate", "ghl1", "12:00:00", "ada@example.com");

        // When
        sync.result(duplicateOf(command, "ghl1"));

        // Then
        assertThat(ofGhl("ghl1").getContactId()).isEqualTo("ours-1");
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .containsExactly("ours-1");
    }

    @Test
    void onePersonCreatedOnBothSidesAtTheSameMomentTheirsFirst() {
        // Given
        webhook("ContactCreate", "ghl1", "12:00:00", "ada@example.com");

        // When
        sync.change(create("ours-1", "ada@example.com"));

        // Then
        var ada = ofGhl("ghl1").getContactId();
        assertThat(sync.stored("loc1", "ours-1").orElseThrow().contactId()).isEqualTo(ada);
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .containsExactly(ada);
    }

    @Test
    void aCreateInFlightDuringAMergeIsWaitedFor() {
        // Given
        webhook("ContactCreate", "ghl1", "12:00:00", "ada@example.com");
        var ada = ofGhl("ghl1").getContactId();
        sync.change(create("ours-1", "bob@example.com"));

        // When
        sync.change(CrmChange.newBuilder(create("ours-1", null))
                .setChangeId("merge")
                .setKind(ChangeKind.MERGE)
                .setMergeIntoContactId(ada)
                .build());

        // Then
        assertThat(sync.changeStatus("loc1", "merge").orElseThrow().reason()).isEqualTo("create_in_flight");
        assertThat(sync.written().contact("ours-1").orElseThrow().getMergedInto())
                .isNull();
    }

    @Test
    void twoHundredTags() {
        // Given
        var tags = IntStream.range(0, 200).mapToObj(i -> "\"tag" + i + "\"").collect(Collectors.joining(","));
        sync.snapshot(
                SnapshotSource.GET,
                "loc1",
                "{\"id\":\"ghl1\",\"locationId\":\"loc1\",\"tags\":[" + tags
                        + "],\"dateUpdated\":\"2026-06-01T11:59:00Z\"}");
        var contact = ofGhl("ghl1");

        // When
        sync.change(CrmChange.newBuilder(create(contact.getContactId(), null))
                .setTagsAdd(List.of("vip"))
                .setTagsRemove(List.of("tag7"))
                .build());

        // Then
        assertThat(ofGhl("ghl1").getTags()).hasSize(200).contains("vip").doesNotContain("tag7");
        var command = sync.written().lastCommand();
        assertThat(command.getTagsAdd()).containsExactly("vip");
        assertThat(command.getTagsRemove()).containsExactly("tag7");
        var state = sync.stored("loc1", contact.getContactId()).orElseThrow();
        int bytes = new ContactCodec().encode(state).length;
        System.out.println("A contact with 200 tags takes " + bytes + " bytes.");
        assertThat(bytes).isLessThan(8_192);
    }

    @Test
    void tagsThatComeAndGoLeaveABoundedContact() {
        // Given
        webhook("ContactCreate", "ghl1", "11:59:00", "ada@example.com");
        var contact = ofGhl("ghl1");

        // When
        for (int i = 0; i < 150; i++) {
            sync.change(CrmChange.newBuilder(create(contact.getContactId(), null))
                    .setChangeId("tag-" + i)
                    .setTagsAdd(List.of("tag" + i))
                    .setTagsRemove(List.of("tag" + (i - 1)))
                    .build());
            if (!sync.written().commands().isEmpty()) {
                var command = sync.written().lastCommand();
                sync.written().takeCommands();
                sync.result(sync.applied(
                                command,
                                "{\"id\":\"ghl1\",\"locationId\":\"loc1\",\"tags\":[\"tag" + i
                                        + "\"],\"dateUpdated\":\"" + sync.now() + "\"}")
                        .build());
            }
            sync.advance(Duration.ofMillis(400));
        }

        // Then
        var state = sync.stored("loc1", contact.getContactId()).orElseThrow();
        int bytes = new ContactCodec().encode(state).length;
        System.out.println("A contact after 150 tags that came and went takes " + bytes + " bytes.");
        assertThat(bytes).isLessThan(8_192);
    }

    @Test
    void theTimeOfTheFirstFailureGoesToTheNextAttempt() {
        // Given
        webhook("ContactCreate", "ghl1", "11:59:00", "ada@example.com");
        sync.change(create(ofGhl("ghl1").getContactId(), "new@example.com"));
        var command = sync.written().lastCommand();
        sync.advance(Duration.ofSeconds(1));

        // When
        sync.replan(
                PushReplan.newBuilder()
                        .setLocationId("loc1")
                        .setContactId(command.getContactId())
                        .setVersion(command.getVersion())
                        .setAttempt(1)
                        .setCause(ReplanCause.RETRY_DUE)
                        .setRequestedAt(sync.now())
                        .build(),
                "1780000000000");

        // Then
        var retried = sync.written().commandRecords().getLast();
        assertThat(retried.value().getAttempt()).isEqualTo(2);
        assertThat(retried.headers().lastHeader(Headers.FIRST_FAILED_AT).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("1780000000000");
    }

    private Contact ofGhl(String ghlContactId) {
        return sync.written().contactOfGhl(ghlContactId).orElseThrow();
    }

    private void webhook(String type, String id, String time, String email) {
        sync.webhook("{\"type\":\"" + type + "\",\"locationId\":\"loc1\",\"id\":\"" + id
                + "\",\"timestamp\":\"2026-06-01T" + time + "Z\",\"email\":\"" + email + "\"}");
    }

    private PushResult duplicateOf(PushCommand command, String ghlContactId) {
        var body = "{\"id\":\"" + ghlContactId + "\",\"locationId\":\"loc1\",\"email\":\"ada@example.com\"}";
        return sync.applied(command, body)
                .setOutcome(PushOutcome.DUPLICATE_OF)
                .setGhlContactId(ghlContactId)
                .setFields(List.of())
                .setSnapshot(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static CrmChange create(String contactId, @Nullable String email) {
        return CrmChange.newBuilder()
                .setChangeId("create-" + contactId + email)
                .setProducer("booking")
                .setLocationId("loc1")
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(contactId)
                        .setCreate(true)
                        .build())
                .setSet(ContactFields.newBuilder().setEmail(email).build())
                .build();
    }
}
