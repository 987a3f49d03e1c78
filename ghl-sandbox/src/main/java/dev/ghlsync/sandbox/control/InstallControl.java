package dev.ghlsync.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Reply;
import java.util.LinkedHashSet;
import java.util.Set;

/** Installs the app without a browser. */
final class InstallControl {
    private static final String ADMIN = "sandboxAgencyAdmin01";

    private final Control control;

    InstallControl(Control control) {
        this.control = control;
    }

    /** With a locationId there, without one everywhere; answers with the authorization code. */
    Reply install(Params params) {
        ObjectNode body = params.object();
        Set<String> scopes = new LinkedHashSet<>();
        body.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        String locationId = Json.text(body, "locationId");
        String code;
        if (locationId != null) {
            var account = LocationControl.account(control, locationId);
            code = control.installer()
                    .location(locationId, account.location().users().getFirst(), scopes);
        } else {
            var ids = control.world().all().stream()
                    .map(account -> account.location().id())
                    .toList();
            code = control.installer().agency(ids, ADMIN, scopes);
        }
        return Reply.json(201, Json.object().put("code", code));
    }

    Reply uninstall(Params params) {
        String locationId = LocationControl.account(
                        control, params.object().path("locationId").asText())
                .location()
                .id();
        return Reply.ok(Json.object().put("uninstalled", control.installer().uninstall(locationId)));
    }
}
