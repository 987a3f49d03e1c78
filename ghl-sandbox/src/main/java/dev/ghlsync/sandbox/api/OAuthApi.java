package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.access.Installs;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tokens for codes and refresh tokens, location tokens for an agency's token, and where the app is installed. */
final class OAuthApi {
    private final App app;
    private final Tokens tokens;
    private final Installs installs;

    OAuthApi(App app, Tokens tokens, Installs installs) {
        this.app = app;
        this.tokens = tokens;
        this.installs = installs;
    }

    Reply token(ApiCall call) {
        Map<String, String> form = call.params().form();
        String clientId = require(form, "client_id", "clientId");
        String clientSecret = require(form, "client_secret", "clientSecret");
        String grantType = require(form, "grant_type", "grantType");
        if (!clientId.equals(app.clientId()) || !clientSecret.equals(app.clientSecret())) {
            throw Refusal.unauthorized("Invalid client: client is invalid");
        }
        return switch (grantType) {
            case "authorization_code" ->
                answered(
                        call,
                        tokens.redeem(require(form, "code", "code"))
                                .orElseThrow(() -> Refusal.badRequest("Invalid grant: authorization code is invalid")));
            case "refresh_token" ->
                answered(
                        call,
                        tokens.rotate(require(form, "refresh_token", "refreshToken"))
                                .orElseThrow(() -> Refusal.badRequest("Invalid grant: refresh token is invalid")));
            default -> throw Refusal.badRequest("Invalid parameter: grantType");
        };
    }

    Reply locationToken(ApiCall call) {
        V3.require(call, false);
        return Reply.ok(tokenOfLocation(call));
    }

    Reply locationTokenV3(ApiCall call) {
        V3.require(call, true);
        return Reply.ok(V3.camelCased(tokenOfLocation(call)));
    }

    private ObjectNode tokenOfLocation(ApiCall call) {
        Map<String, String> form = call.params().form();
        String companyId = require(form, "companyId", "companyId");
        String locationId = require(form, "locationId", "locationId");
        agency(call, companyId);
        if (installs.since(locationId).isEmpty()) {
            throw Refusal.badRequest("Location is not active");
        }
        Tokens.Pair pair = tokens.issue(call.grant().forLocation(locationId));
        ObjectNode json = Json.object()
                .put("access_token", pair.accessToken())
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.ACCESS_LIFE.toSeconds())
                .put("refresh_token", pair.refreshToken())
                .put("scope", scope(pair.grant()))
                .put("userType", "Location")
                .put("companyId", companyId)
                .put("locationId", locationId)
                .put("userId", pair.grant().userId());
        return json.put("appId", app.appId()).put("versionId", app.versionId());
    }

    Reply installedLocations(ApiCall call) {
        V3.require(call, false);
        ArrayNode all = locations(call);
        int skip = call.params().number("skip", 0, Integer.MAX_VALUE);
        int limit = call.params().number("limit", 20, 1_000);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("locations");
        all.valueStream().skip(skip).limit(limit).forEach(page::add);
        return Reply.ok(answer.put("count", all.size()).put("installToFutureLocations", installs.hasAgency()));
    }

    Reply installedLocationsV3(ApiCall call) {
        V3.require(call, true);
        return Reply.ok(V3.page(locations(call), call.params()).put("installToFutureLocations", installs.hasAgency()));
    }

    private ArrayNode locations(ApiCall call) {
        agency(call, call.params().required("companyId"));
        if (!app.appId().equals(call.params().required("appId"))) {
            throw Refusal.badRequest("Invalid parameter: appId");
        }
        String wanted = call.params().query("isInstalled");
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (SubAccount account : call.world().all()) {
            var since = installs.since(account.location().id());
            if (wanted == null || Boolean.parseBoolean(wanted) == since.isPresent()) {
                ObjectNode one = all.addObject()
                        .put("_id", account.location().id())
                        .put("name", account.location().name())
                        .put("address", "1 Main St")
                        .put("isInstalled", since.isPresent())
                        .put("versionId", app.versionId());
                since.ifPresent(at -> one.put("installedAt", Dates.iso(at)));
            }
        }
        return all;
    }

    private void agency(ApiCall call, String companyId) {
        if (call.grant().kind() != Grant.Kind.COMPANY || !companyId.equals(app.companyId())) {
            throw Refusal.forbidden("The token does not have access to this company.");
        }
    }

    private Reply answered(ApiCall call, Tokens.Pair pair) {
        ObjectNode answer = answer(pair);
        return Reply.ok(V3.asked(call) ? V3.camelCased(answer) : answer);
    }

    private ObjectNode answer(Tokens.Pair pair) {
        Grant grant = pair.grant();
        boolean company = grant.kind() == Grant.Kind.COMPANY;
        ObjectNode json = Json.object()
                .put("access_token", pair.accessToken())
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.ACCESS_LIFE.toSeconds())
                .put("refresh_token", pair.refreshToken())
                .put("scope", scope(grant))
                .put("refreshTokenId", pair.refreshTokenId())
                .put("userType", company ? "Company" : "Location")
                .put("companyId", grant.companyId());
        Json.putIfSet(json, "locationId", grant.locationId());
        if (company) {
            json.set("approvedLocations", Json.strings(installs.all().keySet()));
        }
        return json.put("isBulkInstallation", company)
                .put("installToFutureLocations", company && installs.hasAgency())
                .put("userId", grant.userId());
    }

    private static String scope(Grant grant) {
        return String.join(" ", new TreeSet<>(grant.scopes()));
    }

    /** A parameter under its form name or its v3 name; refusals use the v3 name. */
    private static String require(Map<String, String> form, String name, String v3Name) {
        @Nullable String value = form.getOrDefault(name, form.get(v3Name));
        if (value == null || value.isEmpty()) {
            throw Refusal.badRequest("Missing parameter: " + v3Name);
        }
        return value;
    }
}
