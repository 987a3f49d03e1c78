package dev.ghlsync.ingest.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.BackfillPhase;
import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.RunStatus;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import dev.ghlsync.ingest.domain.ReadRun.Status;
import dev.ghlsync.ingest.domain.ReadRun.Step;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs to and from records of {@code ghl.backfill-progress}. The key is the location for the initial sync, and {@code location/phase} for others, so
 * that compaction keeps the last run of each. The cursor is a JSON object {@code {"step":…,"at":{…},"since":…,"until":…}}.
 */
public final class RunRecords {
    private static final int SIZE_ESTIMATE_BYTES = 1024;
    private static final String STEP = "step";
    private static final String AT = "at";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    private RunRecords() {}

    public static Outgoing<BackfillProgress> of(ReadRun run, @Nullable String organizationId) {
        var value = BackfillProgress.newBuilder()
                .setLocationId(run.locationId())
                .setRunId(run.runId())
                .setEpoch(run.epoch())
                .setPhase(phase(run.phase()))
                .setObjectType(objectType(run.step()))
                .setStatus(
                        switch (run.status()) {
                            case RUNNING -> RunStatus.RUNNING;
                            case COMPLETED -> RunStatus.COMPLETED;
                        })
                .setCursor(cursor(run))
                .setObjects(run.objects())
                .setPages(run.count(ReadRun.PAGES))
                .setExpectedObjects(run.expected())
                .setCounts(run.counts())
                .setObjectsPerSecond(run.objectsPerSecond())
                .setEstimatedEndAt(run.estimatedEnd())
                .setStartedAt(run.startedAt())
                .setUpdatedAt(run.updatedAt())
                .setCompletedAt(run.completedAt())
                .setLastReconciledAt(run.phase() != Phase.AUDIT && run.isComplete() ? run.until() : null)
                .setLastAuditedAt(run.phase() == Phase.AUDIT && run.isComplete() ? run.completedAt() : null)
                .setWatermark(run.since())
                .setCorrelationId(run.runId())
                .build();
        String key = run.phase() == Phase.INITIAL_SYNC
                ? run.locationId()
                : run.locationId() + "/" + run.phase().wire();
        return new Outgoing<>(
                Topics.GHL_BACKFILL_PROGRESS,
                key,
                run.locationId(),
                organizationId,
                run.runId(),
                SIZE_ESTIMATE_BYTES,
                value);
    }

    /** Empty for a run of a kind this version does not know. */
    public static Optional<ReadRun> toDomain(BackfillProgress value) {
        String text = value.getCursor();
        ObjectNode cursor =
                text == null ? GhlJson.emptyObject() : GhlJson.objectOrEmpty(text.getBytes(StandardCharsets.UTF_8));
        Optional<Step> step = Arrays.stream(Step.values())
                .filter(each -> each.name().equals(cursor.path(STEP).asText()))
                .findFirst();
        Phase phase = switch (value.getPhase()) {
            case INITIAL_SYNC -> Phase.INITIAL_SYNC;
            case RECONCILE -> Phase.RECONCILE;
            case AUDIT -> Phase.AUDIT;
            case UNKNOWN -> null;
        };
        if (step.isEmpty() || phase == null) {
            return Optional.empty();
        }
        JsonNode at = cursor.path(AT);
        return Optional.of(new ReadRun(
                value.getLocationId(),
                value.getRunId(),
                value.getEpoch(),
                phase,
                value.getStatus() == RunStatus.COMPLETED ? Status.COMPLETED : Status.RUNNING,
                step.get(),
                at.isObject() ? at.toString() : null,
                value.getCounts(),
                value.getExpectedObjects(),
                value.getStartedAt(),
                value.getUpdatedAt(),
                value.getCompletedAt(),
                instant(cursor.path(SINCE)),
                instant(cursor.path(UNTIL))));
    }

    private static String cursor(ReadRun run) {
        ObjectNode cursor = GhlJson.emptyObject().put(STEP, run.step().name());
        String at = run.cursor();
        if (at != null) {
            cursor.set(AT, GhlJson.objectOrEmpty(at.getBytes(StandardCharsets.UTF_8)));
        }
        Instant since = run.since();
        Instant until = run.until();
        if (since != null) {
            cursor.put(SINCE, since.toEpochMilli());
        }
        if (until != null) {
            cursor.put(UNTIL, until.toEpochMilli());
        }
        return new String(GhlJson.bytes(cursor), StandardCharsets.UTF_8);
    }

    private static @Nullable Instant instant(JsonNode millis) {
        return millis.canConvertToLong() && millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }

    private static BackfillPhase phase(Phase phase) {
        return switch (phase) {
            case INITIAL_SYNC -> BackfillPhase.INITIAL_SYNC;
            case RECONCILE -> BackfillPhase.RECONCILE;
            case AUDIT -> BackfillPhase.AUDIT;
        };
    }

    private static ObjectType objectType(Step step) {
        return switch (step) {
            case CUSTOM_FIELDS -> ObjectType.CUSTOM_FIELD_DEFINITION;
            case TAGS -> ObjectType.TAG_DEFINITION;
            case PIPELINES -> ObjectType.PIPELINE;
            case CALENDARS -> ObjectType.CALENDAR;
            case SEARCH, HYDRATE, CHANGED_CONTACTS -> ObjectType.CONTACT;
            case OPPORTUNITIES -> ObjectType.OPPORTUNITY;
            case APPOINTMENTS -> ObjectType.APPOINTMENT;
            case TASKS -> ObjectType.TASK;
        };
    }
}
