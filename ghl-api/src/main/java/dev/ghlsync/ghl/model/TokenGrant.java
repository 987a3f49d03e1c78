package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.credentials.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoints answer (oauth.json; camelCase names of {@code Version: v3} are read too).
 *
 * @param refreshToken works once; absent from some answers of {@code /oauth/locationToken}
 * @param expiresIn from the moment of the answer; HighLevel gives about a day
 * @param userType {@code Location} or {@code Company}
 * @param locationId absent from company tokens
 */
public record TokenGrant(
        Secret accessToken,
        @Nullable Secret refreshToken,
        Duration expiresIn,
        List<String> scopes,
        @Nullable String userType,
        @Nullable String locationId,
        @Nullable String companyId,
        @Nullable String userId,
        List<String> approvedLocations) {

    public TokenGrant {
        scopes = List.copyOf(scopes);
        approvedLocations = List.copyOf(approvedLocations);
    }

    /** Null if the body has no access token or no lifetime. */
    public static @Nullable TokenGrant parse(byte[] body) {
        JsonNode json = GhlJson.objectOrEmpty(body);
        String access = either(json, "access_token", "accessToken");
        JsonNode expires = json.has("expires_in") ? json.path("expires_in") : json.path("expiresIn");
        if (access == null || expires.asLong(0) <= 0) {
            return null;
        }
        String refresh = either(json, "refresh_token", "refreshToken");
        String scope = GhlJson.text(json, "scope");
        List<String> approved = new ArrayList<>();
        json.path("approvedLocations").forEach(location -> approved.add(location.asText()));
        return new TokenGrant(
                Secret.of(access),
                refresh == null ? null : Secret.of(refresh),
                Duration.ofSeconds(expires.asLong()),
                scope == null ? List.of() : List.of(scope.strip().split("\\s+")),
                GhlJson.text(json, "userType"),
                GhlJson.text(json, "locationId"),
                GhlJson.text(json, "companyId"),
                GhlJson.text(json, "userId"),
                approved);
    }

    private static @Nullable String either(JsonNode json, String name, String other) {
        String value = GhlJson.text(json, name);
        return value != null ? value : GhlJson.text(json, other);
    }
}
