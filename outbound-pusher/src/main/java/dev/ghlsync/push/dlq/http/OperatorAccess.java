package dev.ghlsync.push.dlq.http;

import dev.ghlsync.ghl.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the operator API: whoever has the token, or without one, whoever is on this machine.
 *
 * @param token null when none is set
 * @param loopbackOnly whether only this machine can reach the port
 */
public record OperatorAccess(@Nullable Secret token, boolean loopbackOnly) {
    private static final String BEARER = "Bearer ";

    /** Why a request is refused, one sentence; null when it is not. */
    @Nullable
    String refusal(@Nullable String authorization) {
        if (token == null) {
            return loopbackOnly
                    ? null
                    : "Other machines can reach this port and API_TOKEN is not set; set API_TOKEN to use the operator"
                            + " API.";
        }
        boolean right = authorization != null
                && authorization.startsWith(BEARER)
                && MessageDigest.isEqual(
                        authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.reveal().getBytes(StandardCharsets.UTF_8));
        return right ? null : "The request lacks the API token; send it as Authorization: Bearer.";
    }
}
