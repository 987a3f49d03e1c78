package dev.ghlsync.sync.step;

import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes each input to the desk that decides on it; inputs of a location that is not connected yet wait. */
final class InputDesk {
    private final Desks desks;
    private final GhlFacts facts;
    private final Function<String, Function<byte[], Inbound>> decoders;
    private final Tally tally;
    private final int locationPartitions;
    private final LongSupplier clock;
    private final Consumer<Emission> out;

    /**
     * @param decoders by topic name, for records that waited for their location
     * @param locationPartitions partition count of the topics partitioned by location; 0 turns the check off
     * @param clock epoch ms
     */
    InputDesk(
            Desks desks,
            GhlFacts facts,
            Function<String, Function<byte[], Inbound>> decoders,
            Tally tally,
            int locationPartitions,
            LongSupplier clock,
            Consumer<Emission> out) {
        this.desks = desks;
        this.facts = facts;
        this.decoders = decoders;
        this.tally = tally;
        this.locationPartitions = locationPartitions;
        this.clock = clock;
        this.out = out;
    }

    void take(Received received, Origin origin) {
        var inbound = received.inbound();
        if (isMisplaced(inbound, origin)) {
            out.accept(new Emission.Rerouted(inbound.locationId(), origin.topic(), received.raw()));
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
        var location = desks.stores().location(inbound.locationId());
        if (location.isPresent()) {
            tally.count(kind(inbound), fold(inbound, received.raw(), location.get(), origin));
        } else {
            desks.held().hold(inbound.locationId(), origin, received.raw(), now());
            tally.count(kind(inbound), Tally.Outcome.HELD);
        }
    }

    private Tally.Outcome fold(Inbound inbound, byte[] raw, Inbound.Location location, Origin origin) {
        return switch (inbound) {
            case Inbound.Webhook webhook ->
                facts.webhook(webhook, location.policy().country(), origin.timestamp())
                        .map(input -> ghl(input, location, cause(origin, webhook.correlationId(), null)))
                        .or(() -> facts.object(webhook, origin.timestamp())
                                .map(seen -> desks.objects()
                                        .seen(seen, location, cause(origin, webhook.correlationId(), null))))
                        .orElse(Tally.Outcome.IGNORED);
            case Inbound.Snapshot snapshot ->
                facts.snapshot(snapshot, location.policy().country())
                        .map(input -> read(input, location, cause(origin, snapshot.correlationId(), null)))
                        .or(() -> facts.object(snapshot)
                                .map(seen -> desks.objects()
                                        .seen(seen, location, cause(origin, snapshot.correlationId(), null))))
                        .orElse(Tally.Outcome.IGNORED);
            case Inbound.Change change -> change(change, raw, location, origin);
            case Inbound.Patch patch ->
                desks.patches()
                        .apply(
                                patch,
                                origin.timestamp(),
                                location,
                                cause(origin, patch.correlationId(), patch.changeId()));
            case Inbound.Result result ->
                desks.results().settled(result, location, cause(origin, result.correlationId(), null));
            case Inbound.Replanned replanned -> replan(replanned, location, origin);
            case Inbound.Location other -> Tally.Outcome.IGNORED;
            case Inbound.Poison poison -> Tally.Outcome.DEAD_LETTERED;
        };
    }

    private Tally.Outcome change(Inbound.Change change, byte[] raw, Inbound.Location location, Origin origin) {
        var outcome = applied(change, false, location, origin);
        if (outcome == Tally.Outcome.GUARDED) {
            desks.guard().hold(location.locationId(), change.producer(), origin, raw, now());
        }
        return outcome;
    }

    Tally.Outcome applied(Inbound.Change change, boolean released, Inbound.Location location, Origin origin) {
        return desks.changes()
                .apply(
                        change.in(location.policy().country()),
                        origin.timestamp(),
                        released,
                        location,
                        cause(origin, change.correlationId(), change.changeId()));
    }

    /** A contact that only its objects name, and that a read did not find, never was one of ours. */
    private Tally.Outcome read(Input input, Inbound.Location location, Cause cause) {
        boolean isMissing = input instanceof Input.Deleted deleted
                && desks.objects().missing(deleted.ghlContactId(), location, cause);
        return isMissing ? Tally.Outcome.CHANGED : ghl(input, location, cause);
    }

    private Tally.Outcome ghl(Input input, Inbound.Location location, Cause cause) {
        return switch (input) {
            case Input.Seen seen -> desks.ghl().seen(seen, location, cause);
            case Input.Deleted deleted -> desks.ghl().deleted(deleted, location, cause);
            case Input.Edited edited -> throw notFromGhl(edited);
            case Input.Settled settled -> throw notFromGhl(settled);
            case Input.Inherited inherited -> throw notFromGhl(inherited);
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
            desks.parking().openSoon(location.locationId());
            return Tally.Outcome.CHANGED;
        }
        var contact = desks.stores()
                .stored(location.locationId(), replanned.contactId())
                .orElse(null);
        if (contact == null) {
            return Tally.Outcome.IGNORED;
        }
        var input = new Input.Replanned(replanned.replan());
        var cause = cause(origin, replanned.correlationId(), null);
        var folded = desks.contacts().fold(contact, input, location, cause);
        boolean concernsSurvivor = replanned.replan().cause() == Input.Replan.Cause.REPLAY
                || replanned.replan().cause() == Input.Replan.Cause.ZOMBIE_CHECK;
        if (concernsSurvivor && contact.lifecycle().status() == Lifecycle.Status.MERGED) {
            return desks.stores()
                    .directory(location.locationId())
                    .contact(contact.contactId())
                    .map(survivor -> GhlDesk.outcome(desks.contacts().fold(survivor, input, location, cause)))
                    .orElseGet(() -> GhlDesk.outcome(folded));
        }
        return GhlDesk.outcome(folded);
    }

    private void connected(Inbound.Location location) {
        desks.stores()
                .location(location.locationId())
                .ifPresent(before -> desks.reissue().connected(before, location));
        desks.stores().keep(location);
        tally.count(Tally.Kind.LOCATION, Tally.Outcome.CHANGED);
        for (var waiting : desks.held().release(location.locationId())) {
            var decoder = decoders.apply(waiting.origin().topic());
            take(new Received(decoder.apply(waiting.raw()), waiting.raw()), waiting.origin());
        }
    }

    private void deadLetter(Inbound.Poison poison, byte[] raw, Origin origin) {
        out.accept(new Emission.DeadLettered(
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

    static Tally.Kind kind(Inbound inbound) {
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

    Cause cause(Origin origin, String correlationId, @Nullable String changeId) {
        return new Cause(origin.id(), correlationId, changeId, origin.timestamp(), now());
    }

    private long now() {
        return clock.getAsLong();
    }
}
