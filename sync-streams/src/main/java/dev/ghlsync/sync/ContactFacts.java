package dev.ghlsync.sync;

import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.domain.mirror.Seen;
import dev.ghlsync.sync.ghl.ContactReadings;
import dev.ghlsync.sync.ghl.ObjectReadings;
import dev.ghlsync.sync.ghl.Reading;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.GhlFacts;
import java.util.Optional;

/** What the topology takes from the readings of GoHighLevel's JSON. */
final class ContactFacts implements GhlFacts {
    @Override
    public Optional<Input> webhook(Inbound.Webhook webhook, String country, long appendedAt) {
        return input(ContactReadings.of(webhook, appendedAt, country));
    }

    @Override
    public Optional<Input> snapshot(Inbound.Snapshot snapshot, String country) {
        return input(ContactReadings.of(snapshot, country));
    }

    @Override
    public Optional<Statement> answer(Inbound.Result result, String country) {
        return switch (ContactReadings.of(result, country)) {
            case Reading.Seen seen -> Optional.of(seen.statement());
            case Reading.Deleted deleted -> Optional.empty();
            case Reading.Nothing nothing -> Optional.empty();
        };
    }

    @Override
    public Optional<Seen> object(Inbound.Webhook webhook, long appendedAt) {
        return ObjectReadings.of(webhook, appendedAt);
    }

    @Override
    public Optional<Seen> object(Inbound.Snapshot snapshot) {
        return ObjectReadings.of(snapshot);
    }

    private static Optional<Input> input(Reading reading) {
        return switch (reading) {
            case Reading.Seen seen -> Optional.of(seen.input());
            case Reading.Deleted deleted -> Optional.of(deleted.input());
            case Reading.Nothing nothing -> Optional.empty();
        };
    }
}
