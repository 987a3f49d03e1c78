package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Backfill;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as JSON: everything but tokens and secrets. */
final class ConnectionView {
    private ConnectionView() {}

    static ObjectNode of(LocationConnection connection, @Nullable Backfill backfill) {
        ObjectNode json = GhlJson.emptyObject()
                .put("locationId", connection.locationId())
                .put("status", connection.status().name())
                .put("statusReason", connection.statusReason())
                .put("epoch", connection.epoch())
                .put("auth", connection.auth().name())
                .put("tokenVersion", connection.tokenVersion())
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
                .put("allowDuplicateContact", settings.allowDuplicateContact());
        if (backfill == null || backfill.epoch() != connection.epoch()) {
            json.putNull("initialSync");
            return json;
        }
        json.putObject("initialSync")
                .put("runId", backfill.runId())
                .put("status", backfill.status().name())
                .put("step", backfill.step().name())
                .put("contacts", backfill.published())
                .put("pages", backfill.pages())
                .put("hydrated", backfill.hydrated())
                .put("expected", backfill.expected())
                .put("startedAt", text(backfill.startedAt()))
                .put("updatedAt", text(backfill.updatedAt()))
                .put("completedAt", text(backfill.completedAt()));
        return json;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
