package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.guard.ProducerWatch;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** What is due by the clock and not by a record, a bounded part of it each time, so that records do not wait for it. */
final class Rounds {
    private static final int WAKES_PER_TICK = 500;
    private static final int PARKED_PER_TICK = 100;
    private static final int SWEPT_PER_TICK = 200;
    private static final int EXPIRED_PER_TICK = 1_000;
    private static final int DECIDED_PER_TICK = 200;
    private static final int REISSUED_PER_TICK = 50;

    private final Desks desks;
    private final InputDesk inputs;
    private final Function<String, Function<byte[], Inbound>> decoders;
    private final Tally tally;
    private final LongSupplier clock;
    private final Wakes wakes;
    private final Wakes objectWakes;
    private final ForgottenCommands forgottenCommands;

    Rounds(
            ProcessingContext context,
            Desks desks,
            InputDesk inputs,
            Function<String, Function<byte[], Inbound>> decoders,
            Tally tally,
            LongSupplier clock) {
        this.desks = desks;
        this.inputs = inputs;
        this.decoders = decoders;
        this.tally = tally;
        this.clock = clock;
        wakes = new Wakes(context, SyncNames.WAKE_BY_DUE_TIME);
        objectWakes = new Wakes(context, SyncNames.OBJECT_WAKE_BY_DUE_TIME);
        forgottenCommands = new ForgottenCommands(desks.stores());
    }

    /** For what a person may wait for: wake-ups, what an operator decided, records written again for another organization. */
    void often() {
        decideHeld();
        for (var due : wakes.due(now(), WAKES_PER_TICK)) {
            woken(due.locationId(), due.contactId(), "wake-" + due.dueAt(), new Input.Woken());
        }
        for (var due : objectWakes.due(now(), WAKES_PER_TICK)) {
            wokenObject(due);
        }
        desks.reissue().some(now(), REISSUED_PER_TICK);
    }

    /** What an operator decided on is done a little at a time, so that nothing else waits for it. */
    private void decideHeld() {
        for (var active : desks.guard().active()) {
            var location = desks.stores().location(active.locationId());
            if (location.isEmpty()) {
                continue;
            }
            var taken = desks.guard().take(active.locationId(), active.producer(), DECIDED_PER_TICK);
            taken.forEach(held -> decide(held, active.mode(), location.get()));
            if (taken.isEmpty()) {
                desks.guard().enter(ProducerWatch.Mode.OPEN, active.locationId(), active.producer());
            }
        }
    }

    private void decide(HeldInputs.Held held, ProducerWatch.Mode mode, Inbound.Location location) {
        if (decoders.apply(held.origin().topic()).apply(held.raw()) instanceof Inbound.Change change) {
            var outcome = mode == ProducerWatch.Mode.RELEASING
                    ? inputs.applied(change, true, location, held.origin())
                    : desks.ledger()
                            .rejected(
                                    change,
                                    "discarded_by_operator",
                                    null,
                                    location,
                                    inputs.cause(held.origin(), change.correlationId(), change.changeId()));
            tally.count(Tally.Kind.CHANGE, outcome);
        }
    }

    /** For what has time: parked contacts, forgotten commands, old memory. */
    void nowAndThen() {
        desks.stores().tidy(now());
        desks.guard().tidy(now());
        for (var parts : desks.parking().open(now(), PARKED_PER_TICK)) {
            var replan = new Input.Replan(Input.Replan.Cause.RECONNECT, 0, 0, List.of(), 0);
            woken(parts[0], parts[1], "reopen-" + now(), new Input.Replanned(replan));
        }
        for (var forgotten : forgottenCommands.next(now(), SWEPT_PER_TICK)) {
            var replan = new Input.Replan(Input.Replan.Cause.SWEEP, forgotten.version(), 0, List.of(), 0);
            woken(forgotten.locationId(), forgotten.contactId(), "sweep-" + now(), new Input.Replanned(replan));
        }
        desks.held().expired(now(), EXPIRED_PER_TICK).forEach(this::expired);
    }

    private void wokenObject(Wakes.Due due) {
        var location = desks.stores().location(due.locationId());
        var found = desks.objectStores().woken(due.locationId(), due.contactId());
        if (location.isPresent() && found.isPresent()) {
            var object = found.get();
            var id = "wake-" + due.dueAt() + "-" + object.version();
            var because = object.asking().correlationId();
            var cause = new Cause(id, because == null ? id : because, null, now(), now());
            desks.objects().again(object, location.get(), cause);
        }
    }

    private void woken(String locationId, String contactId, String id, Input input) {
        var location = desks.stores().location(locationId);
        var contact = desks.stores().stored(locationId, contactId);
        if (location.isPresent() && contact.isPresent()) {
            long version = contact.get().published().version();
            var cause = new Cause(id + "-" + version, "wake-" + contactId + "-" + version, null, now(), now());
            desks.contacts().fold(contact.get(), input, location.get(), cause);
        }
    }

    /** A location that never connected: its changes are rejected, everything else is skipped, and both are told. */
    private void expired(HeldInputs.Held waited) {
        var decoder = decoders.apply(waited.origin().topic());
        var inbound = decoder.apply(waited.raw());
        var nowhere = UnknownLocation.of(waited.locationId());
        tally.count(InputDesk.kind(inbound), Tally.Outcome.EXPIRED);
        if (inbound instanceof Inbound.Patch patch) {
            var cause = inputs.cause(waited.origin(), patch.correlationId(), patch.changeId());
            desks.ledger().rejected(patch, "unknown_location", nowhere, cause);
            return;
        }
        if (inbound instanceof Inbound.Change change) {
            var cause = inputs.cause(waited.origin(), change.correlationId(), change.changeId());
            desks.ledger().rejected(change, "unknown_location", null, nowhere, cause);
            return;
        }
        var happening = new Happening(
                Happening.Kind.UNKNOWN_LOCATION,
                Side.GHL,
                null,
                List.of(),
                "not_connected_within_" + HeldInputs.HOLD_MS / 1000 + "_s",
                null);
        desks.contacts()
                .happened(
                        happening,
                        null,
                        nowhere,
                        inputs.cause(waited.origin(), waited.origin().id(), null),
                        0);
    }

    private long now() {
        return clock.getAsLong();
    }
}
