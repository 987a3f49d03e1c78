package dev.ghlsync.push.avro;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushField;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import java.util.HashSet;
import java.util.List;

/** Commands as the rules see them. */
public final class CommandAvro {
    private CommandAvro() {}

    public static PushWish toDomain(PushCommand command) {
        return new PushWish(
                command.getLocationId(),
                command.getContactId(),
                command.getGhlContactId(),
                command.getVersion(),
                Math.max(1, command.getAttempt()),
                kind(command),
                fields(command.getFields()),
                new HashSet<>(command.getTagsAdd()),
                new HashSet<>(command.getTagsRemove()),
                command.getCorrelationId());
    }

    private static PushWish.Kind kind(PushCommand command) {
        return switch (command.getKind()) {
            case CREATE -> PushWish.Kind.CREATE;
            case UPDATE -> PushWish.Kind.UPDATE;
            case NOTHING -> PushWish.Kind.NOTHING;
            case UNKNOWN -> PushWish.Kind.UNKNOWN;
        };
    }

    private static List<FieldWish> fields(List<PushField> fields) {
        return fields.stream()
                .map(f -> new FieldWish(f.getField(), f.getWanted(), f.getBase(), f.getBaseKnown()))
                .toList();
    }
}
