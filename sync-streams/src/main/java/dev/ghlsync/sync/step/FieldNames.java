package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.field.CustomFieldKeys;
import dev.ghlsync.sync.domain.field.CustomFieldKeys.Named;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.mirror.DefinitionFields;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound.Change;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Names the custom fields of changes by id, with the definitions read from their location, and asks for those it lacks. */
final class FieldNames {
    /** Webhooks say nothing of new fields; a producer that is wrong about a key must not cost a request for every change. */
    private static final long BETWEEN_READS_MS = 60_000;

    private final ObjectStores objects;
    private final Consumer<Emission> out;
    /** Epoch ms by location. Forgotten at a restart, which costs one request. */
    private final Map<String, Long> askedAt = new HashMap<>();

    FieldNames(ObjectStores objects, Consumer<Emission> out) {
        this.objects = objects;
        this.out = out;
    }

    /** The change with every custom field under its id, or rejected when one is not known or given two values. */
    Change byId(Change change, Cause cause) {
        if (change.set().keySet().stream().noneMatch(FieldKey::isCustomByKey)) {
            return change;
        }
        return switch (keys(change.locationId()).named(change.set())) {
            case Named.ById byId -> change.setting(byId.fields());
            case Named.Unknown unknown -> {
                ask(change.locationId(), unknown.field().member(), cause);
                yield change.rejected(
                        new Change.Rejection("unknown_field", unknown.field().name()));
            }
            case Named.Contradiction contradiction ->
                change.rejected(new Change.Rejection(
                        "contradiction", contradiction.field().name()));
        };
    }

    /** A field that was deleted and made again has its key twice; the one known last is the one that exists. */
    private CustomFieldKeys keys(String locationId) {
        var ids = new HashMap<String, String>();
        objects.all(locationId, Kind.CUSTOM_FIELD).stream()
                .filter(definition -> definition.deletedAt() == null)
                .sorted(Comparator.comparingLong(Mirrored::createdAt).thenComparing(Mirrored::ghlId))
                .forEach(definition -> {
                    var key = definition.picture().text(DefinitionFields.FIELD_KEY);
                    if (key != null) {
                        ids.put(key, definition.ghlId());
                    }
                });
        return new CustomFieldKeys(ids);
    }

    private void ask(String locationId, String key, Cause cause) {
        var last = askedAt.get(locationId);
        if (last != null && cause.now() - last < BETWEEN_READS_MS) {
            return;
        }
        askedAt.put(locationId, cause.now());
        out.accept(new Emission.Asked(
                locationId,
                cause.id() + "-fetch-" + key,
                Kind.CUSTOM_FIELD,
                key,
                null,
                "unknown_custom_field",
                cause.now(),
                cause.correlationId()));
    }
}
