package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.audit.AuditDesk;
import dev.ghlsync.ingest.audit.AuditOrder;
import dev.ghlsync.ingest.audit.AuditReport;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comparing a location's two sides. */
@Controller("/locations/{locationId}/audits")
final class AuditsController {
    private final AuditDesk desk;

    AuditsController(AuditDesk desk) {
        this.desk = desk;
    }

    @Post
    HttpResponse<byte[]> start(HttpRequest<?> request, String locationId, @Body byte @Nullable [] body) {
        ObjectNode asked = body == null || body.length == 0 ? GhlJson.emptyObject() : GhlJson.object(body);
        if (asked == null) {
            return Answers.error(400, "The body is not a JSON object; send {\"repair\":true} or nothing.");
        }
        var order = new AuditOrder(
                asked.path("repair").asBoolean(false),
                !asked.path("quick").asBoolean(false),
                ConnectionsController.who(request));
        return desk.start(locationId, order)
                .<HttpResponse<byte[]>>map(
                        id -> Answers.json(202, GhlJson.emptyObject().put("auditId", id)))
                .orElseGet(() -> Answers.unknownLocation(locationId));
    }

    @Get("/{auditId}")
    HttpResponse<byte[]> show(String locationId, String auditId) {
        return desk.find(locationId, auditId)
                .<HttpResponse<byte[]>>map(report -> Answers.json(200, json(report)))
                .orElseGet(() -> Answers.error(
                        404,
                        "This gateway has made no such audit lately; ask the one that started it, or start another."));
    }

    private static ObjectNode json(AuditReport report) {
        ObjectNode json = GhlJson.emptyObject()
                .put("auditId", report.auditId())
                .put("locationId", report.locationId())
                .put(
                        "status",
                        report.endedAt() == null ? "running" : report.stopped() == null ? "completed" : "stopped")
                .put("repair", report.repair())
                .put("deep", report.deep())
                .put("isEqual", report.isEqual())
                .put("inGhl", report.inGhl())
                .put("here", report.here())
                .put("equal", report.equal())
                .put("differing", report.differing())
                .put("onlyThere", report.onlyThere())
                .put("onlyHere", report.onlyHere())
                .put("deletedThere", report.deletedThere())
                .put("unconfirmed", report.unconfirmed())
                .put("repaired", report.repaired())
                .put("stopped", report.stopped())
                .put("startedAt", report.startedAt().toString())
                .put(
                        "endedAt",
                        report.endedAt() == null ? null : report.endedAt().toString());
        report.objects().forEach((kind, counts) -> {
            ObjectNode object = json.putObject(kind.list());
            counts.forEach((count, number) -> object.put(count.wire(), number));
        });
        ArrayNode findings = json.putArray("findings");
        for (AuditReport.Finding finding : report.findings()) {
            findings.addObject()
                    .put("object", finding.object().wire())
                    .put("id", finding.id())
                    .put("ghlId", finding.ghlId())
                    .put("kind", lower(finding.kind()))
                    .put("field", finding.field())
                    .put("here", finding.here())
                    .put("there", finding.there())
                    .put("why", lower(finding.why()));
        }
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
