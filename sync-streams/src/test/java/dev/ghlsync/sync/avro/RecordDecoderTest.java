package dev.ghlsync.sync.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.FieldOutcome;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordDecoderTest {
    private static final AvroSerdes SERDES = FixedSchemaSerde.serdes();
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);

    @Test
    void aWebhookKeepsItsBodyByteForByte() {
        // Given
        var record = GhlWebhook.newBuilder()
                .setLocationId("L")
                .setType("ContactUpdate")
                .setObjectId("ghl-1")
                .setTimestamp(AT)
                .setReceivedAt(AT)
                .setBody(ByteBuffer.wrap(new byte[] {'{', ' ', '}'}))
                .setCorrelationId("cause")
                .build();

        // When
        var webhook = (Inbound.Webhook) InboundDecoder.webhooks(SERDES).decode(bytes(record));

        // Then
        assertThat(webhook.locationId()).isEqualTo("L");
        assertThat(webhook.type()).isEqualTo("ContactUpdate");
        assertThat(webhook.objectId()).isEqualTo("ghl-1");
        assertThat(webhook.timestamp()).isEqualTo(AT.toEpochMilli());
        assertThat(webhook.body()).containsExactly('{', ' ', '}');
        assertThat(webhook.correlationId()).isEqualTo("cause");
    }

    @ParameterizedTest
    @EnumSource(
            value = SnapshotSource.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN"})
    void aSnapshotNamesItsSource(SnapshotSource source) {
        // Given
        var record = snapshot(source);

        // When
        var snapshot = (Inbound.Snapshot) InboundDecoder.snapshots(SERDES).decode(bytes(record));

        // Then
        assertThat(snapshot.source().name()).isEqualTo(source.name());
        assertThat(snapshot.kind()).isEqualTo(Inbound.Snapshot.Kind.CONTACT);
        assertThat(snapshot.found()).isTrue();
        assertThat(snapshot.readAt()).isEqualTo(AT.toEpochMilli());
        assertThat(snapshot.dateUpdated()).isEqualTo(AT.toEpochMilli() - 1);
        assertThat(snapshot.body()).containsExactly(7);
    }

    @Test
    void aSourceOfANewerWriterIsPoison() {
        // Given
        var record = snapshot(SnapshotSource.UNKNOWN);

        // When
        var inbound = InboundDecoder.snapshots(SERDES).decode(bytes(record));

        // Then
        assertThat(inbound)
                .isInstanceOfSatisfying(
                        Inbound.Poison.class, p -> assertThat(p.reason()).isEqualTo("unknown_symbol"));
    }

    @Test
    void aConnectionBecomesAPolicyWithoutItsSecrets() {
        // Given
        var record = Connection.newBuilder()
                .setLocationId("L")
                .setOrganizationId("org")
                .setStatus(ConnectionStatus.CONNECTED)
                .setEpoch(3)
                .setAuth(AuthKind.PRIVATE_INTEGRATION_TOKEN)
                .setTokenVersion(5)
                .setSettings(LocationSettings.newBuilder()
                        .setCountry("de")
                        .setCreateInGhl(false)
                        .setOutboundPaused(true)
                        .build())
                .setUpdatedAt(AT)
                .build();

        // When
        var location = InboundDecoder.connections(SERDES).decode(bytes(record));

        // Then
        assertThat(location)
                .isEqualTo(new Inbound.Location(
                        "L", "org", true, 3, 5, true, false, new Policy("DE", false, false, false)));
    }

    @ParameterizedTest
    @EnumSource(
            value = PushOutcome.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN"})
    void aResultSaysWhatBecameOfEachField(PushOutcome outcome) {
        // Given
        var record = PushResult.newBuilder()
                .setLocationId("L")
                .setContactId("our-1")
                .setVersion(9)
                .setOutcome(outcome)
                .setFields(List.of(
                        new FieldOutcome("city", FieldResult.REFUSED, "Berlin", "no"),
                        new FieldOutcome("tags.vip", FieldResult.APPLIED, null, null)))
                .setSnapshot(ByteBuffer.wrap(new byte[] {7}))
                .setSnapshotSource(SnapshotSource.WRITE_RESPONSE)
                .setSnapshotAt(AT.minusMillis(1))
                .setSettledAt(AT)
                .build();

        // When
        var result = (Inbound.Result) InboundDecoder.results(SERDES).decode(bytes(record));

        // Then
        assertThat(result.kind().name()).isEqualTo(outcome.name());
        assertThat(result.version()).isEqualTo(9);
        assertThat(result.at()).isEqualTo(AT.toEpochMilli() - 1);
        assertThat(result.snapshot()).containsExactly(7);
        assertThat(result.fields())
                .isEqualTo(Map.of(
                        new FieldKey("city"),
                        new Input.FieldOutcome(Input.FieldOutcome.Result.REFUSED, "Berlin", "no"),
                        new FieldKey("tags.vip"),
                        new Input.FieldOutcome(Input.FieldOutcome.Result.APPLIED, null, null)));
        assertThat(result.correlationId()).isEqualTo("push-our-1-9");
    }

    @ParameterizedTest
    @EnumSource(
            value = ReplanCause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN"})
    void aReplanNamesItsCause(ReplanCause cause) {
        // Given
        var record = PushReplan.newBuilder()
                .setLocationId("L")
                .setContactId("our-1")
                .setVersion(9L)
                .setAttempt(2)
                .setCause(cause)
                .setFields(List.of("city"))
                .setRequestedAt(AT)
                .setCorrelationId("cause")
                .build();

        // When
        var replanned = InboundDecoder.replans(SERDES).decode(bytes(record));

        // Then
        var replan = new Input.Replan(Input.Replan.Cause.valueOf(cause.name()), 9, 2, List.of("city"), 0);
        assertThat(replanned).isEqualTo(new Inbound.Replanned("L", "our-1", replan, "cause"));
    }

    @Test
    void aRecordWithoutALocationIsPoison() {
        // Given
        var record = GhlSnapshot.newBuilder(snapshot(SnapshotSource.GET))
                .setLocationId(" ")
                .build();

        // When
        var inbound = InboundDecoder.snapshots(SERDES).decode(bytes(record));

        // Then
        assertThat(inbound)
                .isInstanceOfSatisfying(
                        Inbound.Poison.class, p -> assertThat(p.reason()).isEqualTo("no_location"));
    }

    private static GhlSnapshot snapshot(SnapshotSource source) {
        return GhlSnapshot.newBuilder()
                .setSnapshotId("s")
                .setLocationId("L")
                .setObjectType(ObjectType.CONTACT)
                .setObjectId("ghl-1")
                .setSourceKind(source)
                .setReadAt(AT)
                .setDateUpdated(AT.minusMillis(1))
                .setBody(ByteBuffer.wrap(new byte[] {7}))
                .setCorrelationId("cause")
                .build();
    }

    private static byte[] bytes(SpecificRecord record) {
        return new FixedSchemaSerde().serialize("any", record);
    }
}
