package dev.ghlsync.ingest.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.BackfillPhase;
import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.RunStatus;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.Backfill;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The initial sync's progress to and from records of {@code ghl.backfill-progress}. The cursor is a JSON object
 * {@code {"step":"search|hydrate","after":[…],"hydrated":n}}; it is also written at the end, where it keeps the count of hydrated contacts.
 */
public final class BackfillRecords {
    private static final int SIZE_ESTIMATE_BYTES = 1024;
    private static final String STEP = "step";
    private static final String AFTER = "after";
    private static final String HYDRATED = "hydrated";
    private static final String SEARCH = "search";
    private static final String HYDRATE = "hydrate";

    private BackfillRecords() {}

    public static Outgoing<BackfillProgress> of(Backfill backfill, @Nullable String organizationId) {
        var value = BackfillProgress.newBuilder()
                .setLocationId(backfill.locationId())
                .setRunId(backfill.runId())
                .setEpoch(backfill.epoch())
                .setPhase(BackfillPhase.INITIAL_SYNC)
                .setObjectType(ObjectType.CONTACT)
                .setStatus(
                        switch (backfill.status()) {
                            case RUNNING -> RunStatus.RUNNING;
                            case COMPLETED -> RunStatus.COMPLETED;
                        })
                .setCursor(cursor(backfill))
                .setObjects(backfill.published())
                .setPages(backfill.pages())
                .setExpectedObjects(backfill.expected())
                .setStartedAt(backfill.startedAt())
                .setUpdatedAt(backfill.updatedAt())
                .setCompletedAt(backfill.completedAt())
                .setCorrelationId(backfill.runId())
                .build();
        return new Outgoing<>(
                Topics.GHL_BACKFILL_PROGRESS,
                backfill.locationId(),
                backfill.locationId(),
                organizationId,
                backfill.runId(),
                SIZE_ESTIMATE_BYTES,
                value);
    }

    /** Empty for a run of another kind. */
    public static Optional<Backfill> toDomain(BackfillProgress value) {
        if (value.getPhase() != BackfillPhase.INITIAL_SYNC) {
            return Optional.empty();
        }
        String text = value.getCursor();
        ObjectNode cursor =
                text == null ? GhlJson.emptyObject() : GhlJson.objectOrEmpty(text.getBytes(StandardCharsets.UTF_8));
        JsonNode after = cursor.path(AFTER);
        return Optional.of(new Backfill(
                value.getLocationId(),
                value.getRunId(),
                value.getEpoch(),
                value.getStatus() == RunStatus.COMPLETED ? Backfill.Status.COMPLETED : Backfill.Status.RUNNING,
                HYDRATE.equals(cursor.path(STEP).asText()) ? Backfill.Step.HYDRATE : Backfill.Step.SEARCH,
                after.isArray() ? after.toString() : null,
                value.getObjects(),
                value.getPages(),
                cursor.path(HYDRATED).asLong(),
                value.getExpectedObjects(),
                value.getStartedAt(),
                value.getUpdatedAt(),
                value.getCompletedAt()));
    }

    private static String cursor(Backfill backfill) {
        ObjectNode cursor = GhlJson.emptyObject();
        cursor.put(
                STEP,
                switch (backfill.step()) {
                    case SEARCH -> SEARCH;
                    case HYDRATE -> HYDRATE;
                });
        cursor.put(HYDRATED, backfill.hydrated());
        String after = backfill.after();
        if (after != null) {
            cursor.set(AFTER, array(after));
        }
        return new String(GhlJson.bytes(cursor), StandardCharsets.UTF_8);
    }

    private static JsonNode array(String json) {
        return GhlJson.objectOrEmpty(("{\"" + AFTER + "\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                .path(AFTER);
    }
}
