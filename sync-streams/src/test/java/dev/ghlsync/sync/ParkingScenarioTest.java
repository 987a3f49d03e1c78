package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.ReplanCause;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pushes that wait for their location, and pushes of which nobody heard again. */
class ParkingScenarioTest {
    private static final int PEOPLE = 250;

    private final SyncScenario sync = new SyncScenario();
    private int answered;
    private int changes;

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void aTokenRevokedForEightDaysAndThenReplacedLosesNoEdit() {
        // Given
        sync.connect("loc1");
        List<String> contacts = people();
        sync.connection(
                sync.connection("loc1").setStatus(ConnectionStatus.BROKEN).build());
        for (int day = 0; day < 8; day++) {
            for (int i = day; i < PEOPLE; i += 2) {
                city(contacts.get(i), "day-" + day);
            }
            sync.advance(Duration.ofSeconds(1));
            park("token_rejected");
            sync.advanceHours(24);
            park("token_rejected");
        }
        int before = sync.written().commands().size();

        // When
        sync.connect("loc1");
        sync.advance(Duration.ofSeconds(6));

        // Then
        Map<String, String> wanted = new HashMap<>();
        List<PushCommand> again = sync.written()
                .commands()
                .subList(before, sync.written().commands().size());
        again.forEach(command -> wanted.put(
                command.getContactId(), command.getFields().getFirst().getWanted()));
        assertThat(wanted).hasSize(PEOPLE);
        assertThat(wanted).containsEntry(contacts.get(PEOPLE - 1), "day-7").containsEntry(contacts.get(6), "day-6");
        assertThat(again).hasSize(PEOPLE).allMatch(command -> command.getAttempt() == 1);
    }

    @Test
    void reopeningIsBoundedSoThatALongPauseIsNoFlood() {
        // Given
        sync.connect("loc1");
        List<String> contacts = people();
        contacts.forEach(id -> city(id, "Oslo"));
        sync.advance(Duration.ofSeconds(1));
        park("location_failing");
        int before = sync.written().commands().size();

        // When
        sync.replan(PushReplan.newBuilder()
                .setLocationId("loc1")
                .setContactId("")
                .setCause(ReplanCause.RECONNECT)
                .setRequestedAt(sync.now())
                .build());
        sync.advance(Duration.ofMillis(1_100));
        int afterASecond = sync.written().commands().size() - before;
        sync.advance(Duration.ofSeconds(5));

        // Then
        assertThat(afterASecond).isBetween(1, 200);
        assertThat(sync.written().commands()).hasSize(before + PEOPLE);
    }

    @Test
    void aCommandOfWhichNothingWasHeardForADayIsGivenOutAgain() {
        // Given
        sync.connect("loc1");
        String contact = people().getFirst();
        city(contact, "Oslo");
        sync.advance(Duration.ofSeconds(1));
        PushCommand lost = sync.written().lastCommand();

        // When
        sync.advanceHours(50);

        // Then
        PushCommand again = sync.written().lastCommand();
        assertThat(again.getVersion()).isGreaterThan(lost.getVersion());
        assertThat(again.getContactId()).isEqualTo(contact);
        assertThat(again.getFields()).isEqualTo(lost.getFields());
    }

    private List<String> people() {
        IntStream.range(0, PEOPLE).forEach(i -> sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"ghl%d","webhookId":"w%d","firstName":"P%d",\
            "timestamp":"%s"}\
            """.formatted(i, i, i, sync.now())));
        return IntStream.range(0, PEOPLE)
                .mapToObj(i ->
                        sync.written().contactOfGhl("ghl" + i).orElseThrow().getContactId())
                .toList();
    }

    private void city(String contactId, String city) {
        sync.change(CrmChange.newBuilder()
                .setChangeId("change" + changes++)
                // Several, so that no one of them changes enough to be held as a mass change.
                .setProducer("test-" + Math.floorMod(contactId.hashCode(), 10))
                .setLocationId("loc1")
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(ContactFields.newBuilder().setCity(city).build())
                .build());
    }

    /** The pusher parks every command it has not answered yet. */
    private void park(String reason) {
        List<PushCommand> commands = sync.written().commands();
        for (; answered < commands.size(); answered++) {
            PushCommand command = commands.get(answered);
            sync.result(PushResult.newBuilder()
                    .setLocationId(command.getLocationId())
                    .setContactId(command.getContactId())
                    .setVersion(command.getVersion())
                    .setOutcome(PushOutcome.PARKED)
                    .setReason(reason)
                    .setSettledAt(sync.now())
                    .build());
        }
    }
}
