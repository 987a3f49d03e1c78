package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Folded.Verdict;
import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Named cases of the merge rules; times are seconds for readability, folded as milliseconds. */
class ContactFoldTest {
    private static final FieldKey PHONE = FieldKey.of(Field.PHONE);
    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final FieldKey COMPANY = FieldKey.of(Field.COMPANY);
    private static final FieldKey GIVEN = FieldKey.of(Field.GIVEN_NAME);
    private static final FieldKey VIP = FieldKey.tag("vip");

    private ContactState state = ContactState.unknown("loc", "c1", 0).linkedTo("g1");
    private final List<Command> commands = new ArrayList<>();

    @Test
    void anUnpushedEditOfOursSurvivesASnapshotThatDidNotChangeThatField() {
        // Given
        read(100, values(PHONE, "+4930111", CITY, "Berlin"));
        edit(1_000, values(PHONE, "+4930222"));

        // When
        webhook(1_005, values(PHONE, "+4930111", CITY, "Berlin", VIP, FieldKey.PRESENT));

        // Then
        assertThat(view().value(PHONE)).isEqualTo("+4930222");
        assertThat(view().value(VIP)).isEqualTo(FieldKey.PRESENT);
        assertThat(view().pending()).containsExactly(PHONE);
    }

    @Test
    void ourOwnResponseNeverBeatsANewerWriteOfOurs() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "B"));
        edit(1_001, values(CITY, "C"));

        // When
        applied(commands.getFirst(), 1_002, values(CITY, "B"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("C");
        assertThat(commands.getLast().issued().wanted()).containsEntry(CITY, "C");
    }

    @Test
    void ourOwnWebhookBeforeTheResponseNeverBeatsANewerWriteOfOurs() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "B"));
        edit(1_001, values(CITY, "C"));

        // When
        var folded = webhook(1_002, values(CITY, "B"));

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.ECHO);
        assertThat(view().value(CITY)).isEqualTo("C");
    }

    @Test
    void theLaterChangeWinsWhicheverArrivesFirst() {
        // Given
        read(100, values(CITY, "A"));
        webhook(2_000, values(CITY, "Ghl"));

        // When
        edit(1_999, values(CITY, "Ours"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("Ghl");
        assertThat(view().pending()).isEmpty();
    }

    @Test
    void aTieGoesToGhl() {
        // Given
        read(100, values(CITY, "A"));
        edit(2_000, values(CITY, "Ours"));

        // When
        webhook(2_000, values(CITY, "Ghl"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("Ghl");
    }

    @Test
    void tagsAreMergedOneByOne() {
        // Given
        read(100, values(FieldKey.tag("old"), FieldKey.PRESENT));
        edit(1_000, values(VIP, FieldKey.PRESENT));

        // When
        webhook(1_001, values(FieldKey.tag("lead"), FieldKey.PRESENT));

        // Then
        assertThat(view().value(VIP)).isEqualTo(FieldKey.PRESENT);
        assertThat(view().value(FieldKey.tag("lead"))).isEqualTo(FieldKey.PRESENT);
        assertThat(view().value(FieldKey.tag("old"))).isNull();
        assertThat(view().pending()).containsExactly(VIP);
    }

    @Test
    void aTagRemovedByUsIsRemovedThere() {
        // Given
        read(100, values(VIP, FieldKey.PRESENT));

        // When
        edit(1_000, values(VIP, null));

        // Then
        assertThat(commands)
                .singleElement()
                .satisfies(c -> assertThat(c.issued().wanted()).containsEntry(VIP, null));
    }

    @Test
    void aClearOfOursIsPushedAsNoValue() {
        // Given
        read(100, values(CITY, "Berlin"));

        // When
        edit(1_000, values(CITY, null));

        // Then
        assertThat(view().value(CITY)).isNull();
        assertThat(commands.getLast().issued().wanted()).containsEntry(CITY, null);
        assertThat(commands.getLast().bases().get(CITY)).isEqualTo(new Command.Base("Berlin", true));
    }

    @Test
    void aFieldMissingFromAWebhookAsksForAReadAndOnlyTheReadClearsIt() {
        // Given
        read(100, values(CITY, "Berlin"));
        var omitting =
                new Input.Seen("g1", statement(1_000, 1_000, Rank.WEBHOOK, values(), true, false), 0, Set.of(CITY));

        // When
        var folded = fold(omitting, 1_000);

        // Then
        assertThat(view().value(CITY)).isEqualTo("Berlin");
        assertThat(folded.wakeAt()).hasValue(1_001_000);
        assertThat(fold(new Input.Woken(), 1_001).fetch()).hasValue(Fetching.Reason.NOT_STATED);
        read(1_001, values(CITY, null));
        assertThat(view().value(CITY)).isNull();
    }

    @Test
    void aWebhookWithoutTagsAsksForAReadWhenThereWereSome() {
        // Given
        read(100, values(VIP, FieldKey.PRESENT));
        var omitting = new Input.Seen(
                "g1", statement(1_000, 1_000, Rank.WEBHOOK, values(), false, false), 0, Set.of(FieldKey.ALL_TAGS));

        // When
        var folded = fold(omitting, 1_000);

        // Then
        assertThat(view().value(VIP)).isEqualTo(FieldKey.PRESENT);
        assertThat(folded.wakeAt()).hasValue(1_001_000);
    }

    @Test
    void deliveredTwiceChangesAndAnnouncesNothing() {
        // Given
        read(100, values(CITY, "A"));
        webhook(1_000, values(CITY, "B"));
        var before = state;

        // When
        var again = webhook(1_000, values(CITY, "B"));

        // Then
        assertThat(state).isEqualTo(before);
        assertThat(again.announced()).isFalse();
        assertThat(again.happenings()).isEmpty();
    }

    @Test
    void aWebhookOlderThanTheReadThatHasTheNewerValueChangesNothing() {
        // Given
        read(100, values(CITY, "A"));
        read(2_000, values(CITY, "C"));

        // When
        webhook(1_500, values(CITY, "B"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("C");
    }

    @Test
    void writtenAndTakenBackWhileTheFirstWaitsInARetryWantsNothing() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "B"));

        // When
        edit(1_010, values(CITY, "A"));

        // Then
        assertThat(commands.getLast().issued().kind()).isEqualTo(Issued.Kind.NOTHING);
        assertThat(commands.getLast().issued().version())
                .isGreaterThan(commands.getFirst().issued().version());
    }

    @Test
    void aDueRetryPlansFromThePresentStateWithTheNextAttempt() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "B"));
        var first = commands.getFirst().issued();

        // When
        fold(new Input.Replanned(new Replan(Replan.Cause.RETRY_DUE, first.version(), 1, List.of(), 0)), 1_060);

        // Then
        assertThat(commands.getLast().issued().attempt()).isEqualTo(2);
        assertThat(commands.getLast().issued().wanted()).containsEntry(CITY, "B");
    }

    @Test
    void aRefusedValueIsHeldAndTheRestGoesOn() {
        // Given
        read(100, values(PHONE, "+4930111", CITY, "A"));
        edit(1_000, values(PHONE, "+4930999", CITY, "B"));
        var command = commands.getFirst();

        // When
        settle(
                command,
                Outcome.Kind.PARTLY,
                1_001,
                Map.of(
                        PHONE, new FieldOutcome(FieldOutcome.Result.REFUSED, "+4930999", "field_refused"),
                        CITY, new FieldOutcome(FieldOutcome.Result.APPLIED, "B", null)),
                values(PHONE, "+4930111", CITY, "B"));

        // Then
        assertThat(view().held()).containsOnlyKeys(PHONE);
        assertThat(view().pending()).isEmpty();
        edit(1_010, values(PHONE, "+4930333"));
        assertThat(commands.getLast().issued().wanted()).containsEntry(PHONE, "+4930333");
    }

    @Test
    void companyOnAnUpdateIsShownAsNotWritable() {
        // Given
        read(100, values(COMPANY, "Old"));

        // When
        edit(1_000, values(COMPANY, "New"));

        // Then
        assertThat(view().value(COMPANY)).isEqualTo("New");
        assertThat(view().notWritable()).containsExactly(COMPANY);
        assertThat(commands).isEmpty();
    }

    @Test
    void annaReadBackAsAnnaInLowerCaseIsTheSameName() {
        // Given
        read(100, values(GIVEN, "Ann"));
        edit(1_000, values(GIVEN, "Anna"));

        // When
        applied(commands.getFirst(), 1_001, values(GIVEN, "anna"));

        // Then
        assertThat(view().value(GIVEN)).isEqualTo("Anna");
        assertThat(view().pending()).isEmpty();
    }

    @Test
    void deletedInGhlIsInactiveAndOnlyAReadRevivesIt() {
        // Given
        read(100, values(CITY, "A"));
        fold(new Input.Deleted("g1", 1_000_000), 1_000);

        // When
        webhook(1_001, values(CITY, "A"));

        // Then
        assertThat(view().status()).isEqualTo(Lifecycle.Status.INACTIVE);
        assertThat(view().deletedInGhlAt()).isEqualTo(1_000_000);
        read(1_002, values(CITY, "A"));
        assertThat(view().status()).isEqualTo(Lifecycle.Status.ACTIVE);
    }

    @Test
    void archivedByUsIsNeverPushedUntilRestored() {
        // Given
        read(100, values(CITY, "A"));
        change(1_000, Input.Edit.Kind.ARCHIVE, values(), null);

        // When
        edit(1_001, values(CITY, "B"));

        // Then
        assertThat(view().status()).isEqualTo(Lifecycle.Status.ARCHIVED);
        assertThat(commands).isEmpty();
        change(1_002, Input.Edit.Kind.RESTORE, values(), null);
        assertThat(commands.getLast().issued().wanted()).containsEntry(CITY, "B");
    }

    @Test
    void aNaiveConsumerThatWritesBackWhatItReadLosesNoEditOfGhl() {
        // Given
        read(100, values(CITY, "A"));
        webhook(1_000, values(CITY, "B"));
        webhook(1_002, values(CITY, "C"));

        // When
        edit(1_003, values(CITY, "B"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("C");
        assertThat(commands).isEmpty();
    }

    @Test
    void aValueEqualToTheOneAtTheBaseVersionIsAnEcho() {
        // Given
        read(100, values(CITY, "A", PHONE, "+4930111"));
        long seen = state.published().version();
        webhook(1_000, values(CITY, "B", PHONE, "+4930111"));

        // When
        change(1_100, Input.Edit.Kind.UPSERT, values(CITY, "A", PHONE, "+4930222"), seen);

        // Then
        assertThat(view().value(CITY)).isEqualTo("B");
        assertThat(view().value(PHONE)).isEqualTo("+4930222");
    }

    @Test
    void aChangeOfOursThreeDaysLateStillCompetesByItsTime() {
        // Given
        read(100, values(CITY, "A"));
        webhook(400_000, values(CITY, "B"));

        // When
        edit(200_000, values(CITY, "Late"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("B");
    }

    @Test
    void aPushThatOverwroteALaterEditOfGhlIsRepaired() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "Ours"));
        applied(commands.getFirst(), 1_010, values(CITY, "Ours"));

        // When
        webhook(1_005, values(CITY, "Ghl"));

        // Then
        assertThat(view().value(CITY)).isEqualTo("Ghl");
        assertThat(view().pending()).containsExactly(CITY);
    }

    @Test
    void parkedContactsAreNotPushedUntilReopened() {
        // Given
        read(100, values(CITY, "A"));
        edit(1_000, values(CITY, "B"));
        settle(commands.getFirst(), Outcome.Kind.PARKED, 1_001, Map.of(), null);

        // When
        fold(new Input.Replanned(new Replan(Replan.Cause.RECONNECT, 0, 0, List.of(), 0)), 900_000);

        // Then
        assertThat(commands).hasSize(2);
        assertThat(commands.getLast().issued().wanted()).containsEntry(CITY, "B");
    }

    private ContactView view() {
        return state.view(Policy.DEFAULT);
    }

    private Folded webhook(long at, SortedMap<FieldKey, @Nullable String> values) {
        return fold(new Input.Seen("g1", statement(at, at, Rank.WEBHOOK, values, true, false), 0, Set.of()), at);
    }

    private void read(long at, SortedMap<FieldKey, @Nullable String> values) {
        fold(new Input.Seen("g1", statement(at, at, Rank.READ, values, true, true), 0, Set.of()), at);
    }

    private void edit(long changedAt, SortedMap<FieldKey, @Nullable String> set) {
        change(changedAt, Input.Edit.Kind.UPSERT, set, null);
    }

    private void change(
            long changedAt,
            Input.Edit.Kind kind,
            SortedMap<FieldKey, @Nullable String> set,
            @Nullable Long baseVersion) {
        long at = changedAt * 1_000;
        var edit = new Input.Edit("ch-" + changedAt, "test", kind, set, new TreeSet<>(), at, at, baseVersion);
        fold(new Input.Edited(edit), changedAt);
    }

    private void applied(Command command, long at, SortedMap<FieldKey, @Nullable String> answer) {
        var fields = new TreeMap<FieldKey, FieldOutcome>();
        command.issued()
                .wanted()
                .forEach((key, value) -> fields.put(key, new FieldOutcome(FieldOutcome.Result.APPLIED, value, null)));
        settle(command, Outcome.Kind.APPLIED, at, fields, answer);
    }

    private void settle(
            Command command,
            Outcome.Kind kind,
            long at,
            Map<FieldKey, FieldOutcome> fields,
            @Nullable SortedMap<FieldKey, @Nullable String> answer) {
        var snapshot = answer == null ? null : statement(at, at, Rank.READ, answer, true, true);
        fold(
                new Input.Settled(new Outcome(
                        command.issued().version(), kind, "reason", "g1", fields, snapshot, at * 1_000, false)),
                at);
    }

    private Folded fold(Input input, long at) {
        var folded = ContactFold.fold(state, input, Policy.DEFAULT, at * 1_000);
        state = folded.state();
        folded.command().ifPresent(commands::add);
        return folded;
    }

    private static Statement statement(
            long at,
            long until,
            Rank rank,
            SortedMap<FieldKey, @Nullable String> values,
            boolean tags,
            boolean custom) {
        return new Statement(new Stamp(at * 1_000, until * 1_000, rank), values, tags, custom);
    }

    private static SortedMap<FieldKey, @Nullable String> values(@Nullable Object... pairs) {
        var values = new TreeMap<FieldKey, @Nullable String>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((FieldKey) pairs[i], (String) pairs[i + 1]);
        }
        return values;
    }
}
