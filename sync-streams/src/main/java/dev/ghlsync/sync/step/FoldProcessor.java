package dev.ghlsync.sync.step;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.domain.guard.ProducerWatch;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sees all of a location in order: resolves each input to a contact, folds it in and emits what follows. Decides before it
 * writes, so that nothing is half stored.
 */
public final class FoldProcessor implements Processor<String, Received, String, Emission> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SLOW_TICK = Duration.ofSeconds(1);
    private static final int WAKES_PER_TICK = 500;
    private static final int PARKED_PER_TICK = 100;
    private static final int SWEPT_PER_TICK = 200;
    private static final int EXPIRED_PER_TICK = 1_000;
    private static final int DECIDED_PER_TICK = 200;
    private static final int REISSUED_PER_TICK = 50;

    private final GhlFacts facts;
    private final Function<String, Function<byte[], Inbound>> decoders;
    private final Tally tally;
    private final int locationPartitions;
    private final MassChange massChange;
    private ProcessorContext<String, Emission> context;
    private ContactStores stores;
    private Parking parking;
    private HeldInputs held;
    private Wakes wakes;
    private Guard guard;
    private ForgottenCommands forgottenCommands;
    private ContactDesk desk;
    private ObjectStores objectStores;
    private Wakes objectWakes;
    private ObjectDesk objects;
    private GhlDesk ghl;
    private ChangeDesk changes;
    private ResultDesk results;
    private Reissue reissue;

    /**
     * @param decoders by topic name, for records that waited for their location
     * @param locationPartitions partition count of the topics partitioned by location; a record on a wrong one is re-routed. 0
     *     turns the check off, for tests that have no partitions
     * @param massChange what one producer may change at once
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public FoldProcessor(
            GhlFacts facts,
            Function<String, Function<byte[], Inbound>> decoders,
            Tally tally,
            int locationPartitions,
            MassChange massChange) {
        this.facts = facts;
        this.decoders = decoders;
        this.tally = tally;
        this.locationPartitions = locationPartitions;
        this.massChange = massChange;
    }

    @Override
    public void init(ProcessorContext<String, Emission> processorContext) {
        context = processorContext;
        stores = new ContactStores(context);
        parking = new Parking(context);
        held = new HeldInputs(context);
        wakes = new Wakes(context, SyncNames.WAKE_BY_DUE_TIME);
        guard = new Guard(context, massChange);
        objectStores = new ObjectStores(context);
        objectWakes = new Wakes(context, SyncNames.OBJECT_WAKE_BY_DUE_TIME);
        objects = new ObjectDesk(objectStores, stores, this::emit);
        desk = new ContactDesk(stores, guard, parking, objects, this::emit);
        forgottenCommands = new ForgottenCommands(stores);
        ghl = new GhlDesk(stores, desk);
        changes = new ChangeDesk(stores, desk, guard, objects);
        results = new ResultDesk(stores, desk, ghl, facts);
        reissue = new Reissue(context, stores, objectStores, desk, objects);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::wake);
        context.schedule(SLOW_TICK, PunctuationType.WALL_CLOCK_TIME, this::tidy);
    }

    @Override
    public void process(Record<String, Received> message) {
        var metadata = context.recordMetadata().orElseThrow();
        var origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset(), message.timestamp());
        handle(withFailure(message), origin);
    }

    /** A replan says in a header when its first attempt failed. */
    private static Received withFailure(Record<String, Received> message) {
        var header = message.headers().lastHeader(Headers.FIRST_FAILED_AT);
        if (header == null || !(message.value().inbound() instanceof Inbound.Replanned replanned)) {
            return message.value();
        }
        var text = new String(header.value(), StandardCharsets.UTF_8);
        return text.matches("\\d{1,18}")
                ? new Received(
                        replanned.firstFailedAt(Long.parseLong(text)),
                        message.value().raw())
                : message.value();
    }

    private void handle(Received received, Origin origin) {
        var inbound = received.inbound();
        if (isMisplaced(inbound, origin)) {
            emit(new Emission.Rerouted(inbound.locationId(), origin.topic(), received.raw()));
            tally.count(kind(inbound), Tally.Outcome.REROUTED);
            return;
        }
        switch (inbound) {
            case Inbound.Poison poison -> deadLetter(poison, received.raw(), origin);
            case Inbound.Location location -> connected(location);
            case Inbound.Webhook webhook -> known(webhook, received, origin);
            case Inbound.Snapshot snapshot -> known(snapshot, received, origin);
            case Inbound.Change change -> known(change, received, origin);
            case Inbound.Patch patch -> known(patch, received, origin);
            case Inbound.Result result -> known(result, received, origin);
            case Inbound.Replanned replanned -> known(replanned, received, origin);
        }
    }

    private void known(Inbound inbound, Received received, Origin origin) {
        var location = stores.location(inbound.locationId());
        if (location.isPresent()) {
            tally.count(kind(inbound), fold(inbound, received.raw(), location.get(), origin));
        } else {
            held.hold(inbound.locationId(), origin, received.raw(), now());
            tally.count(kind(inbound), Tally.Outcome.HELD);
        }
    }

    private Tally.Outcome fold(Inbound inbound, byte[] raw, Inbound.Location location, Origin origin) {
        return switch (inbound) {
            case Inbound.Webhook webhook ->
                facts.webhook(webhook, location.policy().country(), origin.timestamp())
                        .map(input -> ghl(input, location, cause(origin, webhook.correlationId(), null)))
                        .or(() -> facts.object(webhook, origin.timestamp())
                                .map(seen ->
                                        objects.seen(seen, location, cause(origin, webhook.correlationId(), null))))
                        .orElse(Tally.Outcome.IGNORED);
            case Inbound.Snapshot snapshot ->
                facts.snapshot(snapshot, location.policy().country())
                        .map(input -> read(input, location, cause(origin, snapshot.correlationId(), null)))
                        .or(() -> facts.object(snapshot)
                                .map(seen ->
                                        objects.seen(seen, location, cause(origin, snapshot.correlationId(), null))))
                        .orElse(Tally.Outcome.IGNORED);
            case Inbound.Change change -> change(change, raw, location, origin);
            case Inbound.Patch patch ->
                changes.patched(
                        patch, origin.timestamp(), location, cause(origin, patch.correlationId(), patch.changeId()));
            case Inbound.Result result ->
                results.settled(result, location, cause(origin, result.correlationId(), null));
            case Inbound.Replanned replanned -> replan(replanned, location, origin);
            case Inbound.Location other -> Tally.Outcome.IGNORED;
            case Inbound.Poison poison -> Tally.Outcome.DEAD_LETTERED;
        };
    }

    private Tally.Outcome change(Inbound.Change change, byte[] raw, Inbound.Location location, Origin origin) {
        var outcome = applied(change, false, location, origin);
        if (outcome == Tally.Outcome.GUARDED) {
            guard.hold(location.locationId(), change.producer(), origin, raw, now());
        }
        return outcome;
    }

    private Tally.Outcome applied(Inbound.Change change, boolean released, Inbound.Location location, Origin origin) {
        return changes.apply(
                change.in(location.policy().country()),
                origin.timestamp(),
                released,
                location,
                cause(origin, change.correlationId(), change.changeId()));
    }

    /** A contact that only its objects name, and that a read did not find, never was one of ours. */
    private Tally.Outcome read(Input input, Inbound.Location location, Cause cause) {
        boolean isMissing =
                input instanceof Input.Deleted deleted && objects.missing(deleted.ghlContactId(), location, cause);
        return isMissing ? Tally.Outcome.CHANGED : ghl(input, location, cause);
    }

    private Tally.Outcome ghl(Input input, Inbound.Location location, Cause cause) {
        return switch (input) {
            case Input.Seen seen -> ghl.seen(seen, location, cause);
            case Input.Deleted deleted -> ghl.deleted(deleted, location, cause);
            case Input.Edited edited -> throw notFromGhl(edited);
            case Input.Settled settled -> throw notFromGhl(settled);
            case Input.Replanned replanned -> throw notFromGhl(replanned);
            case Input.Doubled doubled -> throw notFromGhl(doubled);
            case Input.Regrouped regrouped -> throw notFromGhl(regrouped);
            case Input.Woken woken -> throw notFromGhl(woken);
        };
    }

    private static IllegalStateException notFromGhl(Input input) {
        return new IllegalStateException("GhlFacts returned " + input.getClass().getSimpleName()
                + ", which GoHighLevel cannot say; correct its mapping.");
    }

    private Tally.Outcome replan(Inbound.Replanned replanned, Inbound.Location location, Origin origin) {
        if (replanned.contactId().isEmpty()) {
            parking.openSoon(location.locationId());
            return Tally.Outcome.CHANGED;
        }
        return stores.stored(location.locationId(), replanned.contactId())
                .map(contact -> GhlDesk.outcome(desk.fold(
                        contact,
                        new Input.Replanned(replanned.replan()),
                        location,
                        cause(origin, replanned.correlationId(), null))))
                .orElse(Tally.Outcome.IGNORED);
    }

    private void connected(Inbound.Location location) {
        stores.location(location.locationId()).ifPresent(before -> reissue.connected(before, location));
        stores.keep(location);
        tally.count(Tally.Kind.LOCATION, Tally.Outcome.CHANGED);
        for (var waiting : held.release(location.locationId())) {
            var decoder = decoders.apply(waiting.origin().topic());
            handle(new Received(decoder.apply(waiting.raw()), waiting.raw()), waiting.origin());
        }
    }

    private void wake(long timestamp) {
        decideHeld();
        for (var due : wakes.due(now(), WAKES_PER_TICK)) {
            woken(due.locationId(), due.contactId(), "wake-" + due.dueAt(), new Input.Woken());
        }
        for (var due : objectWakes.due(now(), WAKES_PER_TICK)) {
            wokenObject(due);
        }
        reissue.some(now(), REISSUED_PER_TICK);
    }

    /** What an operator decided on is done a little at a time, so that nothing else waits for it. */
    private void decideHeld() {
        for (var active : guard.active()) {
            var location = stores.location(active.locationId());
            if (location.isEmpty()) {
                continue;
            }
            var taken = guard.take(active.locationId(), active.producer(), DECIDED_PER_TICK);
            taken.forEach(held -> decide(held, active.mode(), location.get()));
            if (taken.isEmpty()) {
                guard.enter(ProducerWatch.Mode.OPEN, active.locationId(), active.producer());
            }
        }
    }

    private void decide(HeldInputs.Held held, ProducerWatch.Mode mode, Inbound.Location location) {
        if (decoders.apply(held.origin().topic()).apply(held.raw()) instanceof Inbound.Change change) {
            var outcome = mode == ProducerWatch.Mode.RELEASING
                    ? applied(change, true, location, held.origin())
                    : changes.reject(
                            change,
                            "discarded_by_operator",
                            null,
                            location,
                            cause(held.origin(), change.correlationId(), change.changeId()));
            tally.count(Tally.Kind.CHANGE, outcome);
        }
    }

    private void tidy(long timestamp) {
        stores.tidy(now());
        guard.tidy(now());
        for (var parts : parking.open(now(), PARKED_PER_TICK)) {
            var replan = new Input.Replan(Input.Replan.Cause.RECONNECT, 0, 0, List.of(), 0);
            woken(parts[0], parts[1], "reopen-" + now(), new Input.Replanned(replan));
        }
        for (var forgotten : forgottenCommands.next(now(), SWEPT_PER_TICK)) {
            var replan = new Input.Replan(Input.Replan.Cause.SWEEP, forgotten.version(), 0, List.of(), 0);
            woken(forgotten.locationId(), forgotten.contactId(), "sweep-" + now(), new Input.Replanned(replan));
        }
        held.expired(now(), EXPIRED_PER_TICK).forEach(this::expired);
    }

    private void wokenObject(Wakes.Due due) {
        var location = stores.location(due.locationId());
        var found = objectStores.woken(due.locationId(), due.contactId());
        if (location.isPresent() && found.isPresent()) {
            var object = found.get();
            var id = "wake-" + due.dueAt() + "-" + object.version();
            var because = object.asking().correlationId();
            var cause = new Cause(id, because == null ? id : because, null, now(), now());
            objects.again(object, location.get(), cause);
        }
    }

    private void woken(String locationId, String contactId, String id, Input input) {
        var location = stores.location(locationId);
        var contact = stores.stored(locationId, contactId);
        if (location.isPresent() && contact.isPresent()) {
            long version = contact.get().published().version();
            var cause = new Cause(id + "-" + version, "wake-" + contactId + "-" + version, null, now(), now());
            desk.fold(contact.get(), input, location.get(), cause);
        }
    }

    /** A location that never connected: its changes are rejected, everything else is skipped, and both are told. */
    private void expired(HeldInputs.Held waited) {
        var decoder = decoders.apply(waited.origin().topic());
        var inbound = decoder.apply(waited.raw());
        var nowhere = UnknownLocation.of(waited.locationId());
        tally.count(kind(inbound), Tally.Outcome.EXPIRED);
        if (inbound instanceof Inbound.Patch patch) {
            var cause = cause(waited.origin(), patch.correlationId(), patch.changeId());
            changes.reject(patch, "unknown_location", nowhere, cause);
            return;
        }
        if (inbound instanceof Inbound.Change change) {
            var cause = cause(waited.origin(), change.correlationId(), change.changeId());
            changes.reject(change, "unknown_location", null, nowhere, cause);
            return;
        }
        var happening = new Happening(
                Happening.Kind.UNKNOWN_LOCATION,
                Side.GHL,
                null,
                List.of(),
                "not_connected_within_" + HeldInputs.HOLD_MS / 1000 + "_s",
                null);
        desk.happened(
                happening, null, nowhere, cause(waited.origin(), waited.origin().id(), null), 0);
    }

    private void deadLetter(Inbound.Poison poison, byte[] raw, Origin origin) {
        emit(new Emission.DeadLettered(
                "",
                origin.id(),
                null,
                raw,
                poison.reason(),
                poison.error(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                now()));
        tally.count(Tally.Kind.UNREADABLE, Tally.Outcome.DEAD_LETTERED);
    }

    private boolean isMisplaced(Inbound inbound, Origin origin) {
        return locationPartitions > 0
                && !inbound.locationId().isEmpty()
                && LocationPartitions.partitionOf(inbound.locationId(), locationPartitions) != origin.partition();
    }

    private void emit(Emission emission) {
        context.forward(new Record<>(key(emission), emission, now()));
    }

    private static String key(Emission emission) {
        return switch (emission) {
            case Emission.Announced announced -> announced.state().contactId();
            case Emission.Happened happened ->
                happened.contactId() == null ? happened.locationId() : happened.contactId();
            case Emission.Commanded commanded -> commanded.contactId();
            case Emission.Fetched fetched -> fetched.locationId();
            case Emission.Shown shown -> shown.state().id();
            case Emission.Told told ->
                told.state().contactId() == null
                        ? told.state().id()
                        : told.state().contactId();
            case Emission.Asked asked -> asked.locationId();
            case Emission.DeadLettered letter -> letter.entryId();
            case Emission.Rerouted rerouted -> rerouted.locationId();
        };
    }

    private static Tally.Kind kind(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Webhook webhook -> Tally.Kind.WEBHOOK;
            case Inbound.Snapshot snapshot -> Tally.Kind.SNAPSHOT;
            case Inbound.Change change -> Tally.Kind.CHANGE;
            case Inbound.Patch patch -> Tally.Kind.CHANGE;
            case Inbound.Result result -> Tally.Kind.RESULT;
            case Inbound.Replanned replanned -> Tally.Kind.REPLAN;
            case Inbound.Location location -> Tally.Kind.LOCATION;
            case Inbound.Poison poison -> Tally.Kind.UNREADABLE;
        };
    }

    private Cause cause(Origin origin, String correlationId, @Nullable String changeId) {
        return new Cause(origin.id(), correlationId, changeId, origin.timestamp(), now());
    }

    private long now() {
        return context.currentSystemTimeMs();
    }
}
