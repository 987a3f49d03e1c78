package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tokens for codes and refresh tokens. */
final class OAuthApi {
    private final App app;
    private final Tokens tokens;

    OAuthApi(App app, Tokens tokens) {
        this.app = app;
        this.tokens = tokens;
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
                Reply.ok(answer(tokens.redeem(require(form, "code", "code"))
                        .orElseThrow(() -> Refusal.badRequest("Invalid grant: authorization code is invalid"))));
            case "refresh_token" ->
                Reply.ok(answer(tokens.rotate(require(form, "refresh_token", "refreshToken"))
                        .orElseThrow(() -> Refusal.badRequest("Invalid grant: refresh token is invalid"))));
            default -> throw Refusal.badRequest("Invalid parameter: grantType");
        };
    }

    private ObjectNode answer(Tokens.Pair pair) {
        Grant grant = pair.grant();
        ObjectNode json = Json.object()
                .put("access_token", pair.accessToken())
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.ACCESS_LIFE.toSeconds())
                .put("refresh_token", pair.refreshToken())
                .put("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .put("refreshTokenId", pair.refreshTokenId())
                .put("userType", grant.kind() == Grant.Kind.COMPANY ? "Company" : "Location")
                .put("companyId", grant.companyId());
        Json.putIfSet(json, "locationId", grant.locationId());
        return json.put("isBulkInstallation", grant.kind() == Grant.Kind.COMPANY)
                .put("userId", grant.userId());
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
