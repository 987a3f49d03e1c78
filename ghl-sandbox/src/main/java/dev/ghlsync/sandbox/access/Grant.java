package dev.ghlsync.sandbox.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bearer token may do.
 *
 * @param limitKey which rate-limit buckets it draws on: the app's id, or the token's own for a Private Integration Token
 * @param locationId the location it is for; null for an agency token
 * @param scopes empty means all (a Private Integration Token made without a list)
 */
public record Grant(
        Kind kind,
        String limitKey,
        String companyId,
        @Nullable String locationId,
        String userId,
        Set<String> scopes) {
    public enum Kind {
        PRIVATE_INTEGRATION,
        LOCATION,
        COMPANY
    }

    public boolean allows(String scope) {
        return scope.isEmpty() || scopes.isEmpty() || scopes.contains(scope);
    }

    public Grant forLocation(String location) {
        return new Grant(Kind.LOCATION, limitKey, companyId, location, userId, scopes);
    }

    String bucket() {
        return limitKey + "/" + (locationId != null ? locationId : companyId);
    }
}
