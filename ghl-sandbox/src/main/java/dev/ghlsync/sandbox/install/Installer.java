package dev.ghlsync.sandbox.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.access.Installs;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.webhooks.Outbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Installs and uninstalls the app as a person does in the marketplace: tokens, codes, INSTALL and UNINSTALL webhooks. */
public final class Installer {
    /** What HighLevel lists as needed for contacts, opportunities, calendars and locations, and for agency tokens. */
    public static final Set<String> ALL_SCOPES = Set.of(
            "contacts.readonly",
            "contacts.write",
            "opportunities.readonly",
            "opportunities.write",
            "calendars.readonly",
            "calendars.write",
            "calendars/events.readonly",
            "calendars/events.write",
            "locations.readonly",
            "locations/customFields.readonly",
            "locations/customFields.write",
            "locations/tags.readonly",
            "locations/tags.write",
            "locations/tasks.readonly",
            "users.readonly",
            "oauth.readonly",
            "oauth.write");

    private final App app;
    private final Tokens tokens;
    private final Installs installs;
    private final Outbox outbox;
    private final InstantSource clock;

    public Installer(App app, Tokens tokens, Installs installs, Outbox outbox, InstantSource clock) {
        this.app = app;
        this.tokens = tokens;
        this.installs = installs;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Installs installs() {
        return installs;
    }

    /** Installs in one location and returns the authorization code that the redirect carries. */
    public String location(String locationId, String userId, Set<String> scopes) {
        installs.add(locationId, clock.instant());
        announce("Location", locationId, userId);
        return tokens.newCode(new Grant(
                Grant.Kind.LOCATION,
                app.appId(),
                app.companyId(),
                locationId,
                userId,
                scopes.isEmpty() ? ALL_SCOPES : scopes));
    }

    /**
     * Installs for the whole agency, also in locations to come: one INSTALL per location and one for the company, and a code for an
     * agency token.
     */
    public String agency(List<String> locationIds, String userId, Set<String> scopes) {
        installs.addAgency();
        for (String locationId : locationIds) {
            installs.add(locationId, clock.instant());
            announce("Location", locationId, userId);
        }
        announce("Company", "", userId);
        return tokens.newCode(new Grant(
                Grant.Kind.COMPANY,
                app.appId(),
                app.companyId(),
                null,
                userId,
                scopes.isEmpty() ? ALL_SCOPES : scopes));
    }

    /** A location came into being; an agency that installed the app has it there too, which INSTALL tells without user and company. */
    public void appeared(String locationId) {
        if (installs.hasAgency()) {
            installs.add(locationId, clock.instant());
            outbox.publishBody(
                    "INSTALL",
                    locationId,
                    head("INSTALL").put("installType", "Location").put("locationId", locationId),
                    Json.object());
        }
    }

    public boolean uninstall(String locationId) {
        tokens.revoke(locationId);
        ObjectNode head = head("UNINSTALL");
        outbox.publishBody("UNINSTALL", locationId, head.put("locationId", locationId), Json.object());
        return installs.remove(locationId);
    }

    private void announce(String installType, String locationId, String userId) {
        ObjectNode head = head("INSTALL").put("installType", installType);
        if (!locationId.isEmpty()) {
            head.put("locationId", locationId);
        }
        ObjectNode fields = Json.object().put("companyId", app.companyId()).put("userId", userId);
        fields.put("companyName", "Sandbox Agency")
                .put("isWhitelabelCompany", false)
                .putObject("whitelabelDetails");
        outbox.publishBody("INSTALL", locationId, head, fields);
    }

    private ObjectNode head(String type) {
        return Json.object().put("type", type).put("appId", app.appId()).put("versionId", app.versionId());
    }
}
