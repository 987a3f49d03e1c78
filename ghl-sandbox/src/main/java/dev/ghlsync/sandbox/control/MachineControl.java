package dev.ghlsync.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.time.Dates;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The sandbox itself: what was called, faults, settings, time, reset. */
final class MachineControl {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 100_000;

    private final Control control;

    MachineControl(Control control) {
        this.control = control;
    }

    Reply summary(Params params) {
        ObjectNode answer = Json.object().put("seed", control.seeds().seed());
        answer.put("now", Dates.iso(control.clock().instant()))
                .put("locations", control.world().all().size());
        answer.put("calls", control.journal().count());
        return Reply.ok(answer.set("webhooks", control.outbox().counts()));
    }

    Reply health(Params params) {
        return Reply.ok(Json.object().put("status", "UP"));
    }

    Reply app(Params params) {
        return Reply.ok(Json.object()
                .put("appId", control.app().appId())
                .put("clientId", control.app().clientId())
                .put("clientSecret", control.app().clientSecret())
                .put("companyId", control.app().companyId()));
    }

    Reply requests(Params params) {
        int limit = params.number("limit", LIMIT_DEFAULT, LIMIT_MAX);
        int after = params.number("after", 0, Integer.MAX_VALUE);
        String method = params.query("method");
        String path = params.query("path");
        String locationId = params.query("locationId");
        return Reply.ok(control.journal()
                .list(
                        after,
                        limit,
                        call -> (method == null || method.equals(call.method()))
                                && (path == null || call.path().startsWith(path))
                                && (locationId == null || locationId.equals(call.locationId()))));
    }

    Reply faults(Params params) {
        return Reply.ok(control.faults().json());
    }

    Reply addFault(Params params) {
        return Reply.json(201, Json.object().put("id", control.faults().add(params.object())));
    }

    Reply removeFault(Params params) {
        return Reply.ok(Json.object().put("removed", control.faults().remove(params.path("id"))));
    }

    Reply clearFaults(Params params) {
        control.faults().clear();
        return Reply.ok(control.faults().json());
    }

    Reply settings(Params params) {
        return Reply.ok(control.settings().json());
    }

    Reply changeSettings(Params params) {
        control.settings().merge(params.object());
        return Reply.ok(control.settings().json());
    }

    Reply exhaustQuota(Params params) {
        control.limits().exhaustToday();
        return Reply.ok(Json.object().put("exhausted", true));
    }

    Reply clock(Params params) {
        var clock = control.clock();
        return Reply.ok(Json.object()
                .put("now", Dates.iso(clock.instant()))
                .put("held", clock.isHeld())
                .put("scale", clock.scale()));
    }

    /** {@code {"hold": instant}}, {@code {"advance": duration}} or {@code {"scale": number}}, in ISO 8601. */
    Reply setClock(Params params) {
        ObjectNode body = params.object();
        try {
            if (body.has("hold")) {
                control.clock().hold(Instant.parse(body.path("hold").asText()));
            }
            if (body.has("advance")) {
                control.clock().advance(Duration.parse(body.path("advance").asText()), control.outbox()::awaitQuiet);
            }
            if (body.has("scale")) {
                control.clock().resume(body.path("scale").asDouble());
            }
        } catch (DateTimeException | IllegalStateException | IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
        return clock(params);
    }

    Reply reset(Params params) {
        control.reset().run();
        return Reply.ok(Json.object().put("reset", true));
    }
}
