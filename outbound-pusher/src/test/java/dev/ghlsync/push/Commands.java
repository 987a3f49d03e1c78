package dev.ghlsync.push;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushField;
import dev.ghlsync.avro.PushKind;
import java.time.Instant;
import java.util.List;

/** Commands of tests. */
final class Commands {
    private Commands() {}

    static PushCommand update(String location, String contact, long version, int attempt, String city) {
        return command(location, contact, version, attempt, PushKind.UPDATE, city);
    }

    static PushCommand nothing(String location, String contact, long version) {
        return command(location, contact, version, 1, PushKind.NOTHING, "");
    }

    static PushCommand command(String location, String contact, long version, int attempt, PushKind kind, String city) {
        PushField field = PushField.newBuilder()
                .setField("city")
                .setWanted(city)
                .setBase(null)
                .setBaseKnown(true)
                .build();
        return PushCommand.newBuilder()
                .setLocationId(location)
                .setContactId(contact)
                .setGhlContactId("ghl-" + contact)
                .setVersion(version)
                .setAttempt(attempt)
                .setKind(kind)
                .setFields(kind == PushKind.NOTHING ? List.of() : List.of(field))
                .setTagsAdd(List.of())
                .setTagsRemove(List.of())
                .setPlannedAt(Instant.ofEpochMilli(version))
                .setCorrelationId("corr-" + version)
                .build();
    }
}
