package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.client.GhlRequest.Body;
import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /oauth} of HighLevel's API, version 2021-07-28 (oauth.json). Read answers with {@link dev.ghlsync.ghl.model.TokenGrant}. A refresh token
 * works once: store the new one before anything uses the new access token. Safe for concurrent use.
 */
public final class OauthApi {
    private static final String OAUTH = "oauth";

    private final GhlTransport transport;

    OauthApi(GhlTransport transport) {
        this.transport = transport;
    }

    /** What a token is for. */
    public enum UserType {
        COMPANY("Company"),
        LOCATION("Location");

        private final String wire;

        UserType(String wire) {
            this.wire = wire;
        }
    }

    /** The marketplace app's own credentials. */
    public record App(String clientId, Secret clientSecret) {}

    /** {@code POST /oauth/token} with an authorization code of the install page. */
    public GhlResponse exchangeCode(App app, Secret code, UserType userType, String redirectUri) {
        Map<String, String> form = form(app, "authorization_code");
        form.put("code", code.reveal());
        form.put("user_type", userType.wire);
        form.put("redirect_uri", redirectUri);
        return token(form);
    }

    /** {@code POST /oauth/token} with a refresh token. */
    public GhlResponse refresh(App app, Secret refreshToken, UserType userType) {
        Map<String, String> form = form(app, "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        form.put("user_type", userType.wire);
        return token(form);
    }

    /** {@code POST /oauth/locationToken}: a location's token by an agency's. */
    public GhlResponse locationToken(Secret agencyToken, String companyId, String locationId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("companyId", companyId);
        form.put("locationId", locationId);
        return transport.send(new GhlRequest(
                Method.POST,
                GhlRequest.path(OAUTH, "locationToken"),
                ApiVersion.V2021_07_28,
                agencyToken,
                Body.form(form)));
    }

    /**
     * {@code GET /oauth/installedLocations} → {@code {locations, count}}.
     *
     * @param skip locations to skip
     * @param limit locations per page; HighLevel's default is 20
     */
    public GhlResponse installedLocations(Secret agencyToken, String companyId, String appId, int skip, int limit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("companyId", companyId);
        parameters.put("appId", appId);
        parameters.put("isInstalled", "true");
        parameters.put("skip", Integer.toString(skip));
        parameters.put("limit", Integer.toString(limit));
        return transport.send(new GhlRequest(
                Method.GET,
                GhlRequest.query(GhlRequest.path(OAUTH, "installedLocations"), parameters),
                ApiVersion.V2021_07_28,
                agencyToken,
                null));
    }

    private GhlResponse token(Map<String, String> form) {
        return transport.send(new GhlRequest(
                Method.POST, GhlRequest.path(OAUTH, "token"), ApiVersion.V2021_07_28, null, Body.form(form)));
    }

    private static Map<String, String> form(App app, String grantType) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", app.clientId());
        form.put("client_secret", app.clientSecret().reveal());
        form.put("grant_type", grantType);
        return form;
    }
}
