package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.FetchKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushField;
import dev.ghlsync.avro.PushKind;
import dev.ghlsync.sync.domain.contact.Issued;
import dev.ghlsync.sync.emission.Emission;
import java.time.Instant;
import java.util.ArrayList;

/** What is asked of the pusher and of the gateway. */
final class CommandEncoder {
    private CommandEncoder() {}

    static PushCommand command(Emission.Commanded commanded) {
        var command = commanded.command();
        var issued = command.issued();
        var fields = new ArrayList<PushField>();
        var tagsAdd = new ArrayList<String>();
        var tagsRemove = new ArrayList<String>();
        issued.wanted().forEach((key, wanted) -> {
            if (key.isTag()) {
                (wanted == null ? tagsRemove : tagsAdd).add(key.member());
                return;
            }
            var base = command.bases().get(key);
            fields.add(PushField.newBuilder()
                    .setField(key.name())
                    .setWanted(wanted)
                    .setBase(base == null ? null : base.value())
                    .setBaseKnown(base != null && base.known())
                    .build());
        });
        return PushCommand.newBuilder()
                .setLocationId(commanded.locationId())
                .setOrganizationId(commanded.organizationId())
                .setContactId(commanded.contactId())
                .setGhlContactId(command.ghlContactId())
                .setVersion(issued.version())
                .setAttempt(issued.attempt())
                .setKind(kind(issued.kind()))
                .setFields(fields)
                .setTagsAdd(tagsAdd)
                .setTagsRemove(tagsRemove)
                .setEpoch(commanded.epoch())
                .setFirstPlannedAt(Instant.ofEpochMilli(command.firstPlannedAt()))
                .setPlannedAt(Instant.ofEpochMilli(issued.plannedAt()))
                .setCorrelationId(commanded.correlationId())
                .build();
    }

    static FetchRequest fetch(Emission.Fetched fetched) {
        return FetchRequest.newBuilder()
                .setRequestId(fetched.requestId())
                .setLocationId(fetched.locationId())
                .setKind(FetchKind.OBJECT)
                .setObjectType(ObjectType.CONTACT)
                .setObjectId(fetched.ghlContactId())
                .setReason(fetched.reason().code())
                .setRequestedAt(Instant.ofEpochMilli(fetched.requestedAt()))
                .setCorrelationId(fetched.correlationId())
                .build();
    }

    private static PushKind kind(Issued.Kind kind) {
        return switch (kind) {
            case CREATE -> PushKind.CREATE;
            case UPDATE -> PushKind.UPDATE;
            case NOTHING -> PushKind.NOTHING;
        };
    }
}
