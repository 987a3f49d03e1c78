package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import dev.ghlsync.ingest.read.ReadRuns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as JSON: everything but tokens and secrets. */
final class ConnectionView {
    private ConnectionView() {}

    static ObjectNode of(LocationConnection connection, ReadRuns runs) {
        ObjectNode json = GhlJson.emptyObject()
                .put("locationId", connection.locationId())
                .put("status", connection.status().name())
                .put("statusReason", connection.statusReason())
                .put("epoch", connection.epoch())
                .put("auth", connection.auth().name())
                .put("tokenVersion", connection.tokenVersion())
                .put("accessTokenExpiresAt", text(connection.accessTokenExpiresAt()))
                .put("companyId", connection.companyId())
                .put("organizationId", connection.organizationId())
                .put("webhookSecrets", connection.webhookSecrets().size())
                .put("connectedAt", text(connection.connectedAt()))
                .put("updatedAt", text(connection.updatedAt()));
        LocationConnection.Settings settings = connection.settings();
        json.putObject("settings")
                .put("country", settings.country())
                .put("timezone", settings.timezone())
                .put("currency", settings.currency())
                .put("createInGhl", settings.createInGhl())
                .put("createWithoutEmailOrPhone", settings.createWithoutEmailOrPhone())
                .put("writeCompanyNameOnUpdate", settings.writeCompanyNameOnUpdate())
                .put("inboundPaused", settings.inboundPaused())
                .put("outboundPaused", settings.outboundPaused())
                .put("allowDuplicateContact", settings.allowDuplicateContact())
                .put("syncTasks", settings.syncTasks());
        initialSync(json, connection, runs);
        ReadRun reconciled = ofEpoch(connection, runs, Phase.RECONCILE);
        ReadRun audited = runs.find(connection.locationId(), Phase.AUDIT).orElse(null);
        json.put("lastReconciled", text(lastReconciled(connection, runs, reconciled)));
        json.put("lastAudited", audited == null ? null : text(audited.completedAt()));
        return json;
    }

    private static void initialSync(ObjectNode json, LocationConnection connection, ReadRuns runs) {
        ReadRun run = ofEpoch(connection, runs, Phase.INITIAL_SYNC);
        if (run == null) {
            json.putNull("initialSync");
            return;
        }
        ObjectNode shown = json.putObject("initialSync")
                .put("runId", run.runId())
                .put("status", run.status().name())
                .put("step", run.step().name())
                .put("contacts", run.count(ObjectKind.CONTACT.wire()))
                .put("pages", run.count(ReadRun.CONTACT_PAGES))
                .put("hydrated", run.count(ReadRun.BY_ID))
                .put("expected", run.expected())
                .put("objectsPerSecond", run.objectsPerSecond())
                .put("estimatedEndAt", text(run.estimatedEnd()))
                .put("startedAt", text(run.startedAt()))
                .put("updatedAt", text(run.updatedAt()))
                .put("completedAt", text(run.completedAt()));
        ObjectNode counts = shown.putObject("counts");
        run.counts().forEach(counts::put);
    }

    /** HighLevel's time up to which everything that changed was read. While a reconcile runs, that is where it began. */
    private static @Nullable Instant lastReconciled(
            LocationConnection connection, ReadRuns runs, @Nullable ReadRun reconcile) {
        if (reconcile != null) {
            return reconcile.isComplete() ? reconcile.until() : reconcile.since();
        }
        ReadRun initial = ofEpoch(connection, runs, Phase.INITIAL_SYNC);
        return initial != null && initial.isComplete() ? initial.until() : null;
    }

    private static @Nullable ReadRun ofEpoch(LocationConnection connection, ReadRuns runs, Phase phase) {
        return runs.find(connection.locationId(), phase)
                .filter(run -> run.epoch() == connection.epoch())
                .orElse(null);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
