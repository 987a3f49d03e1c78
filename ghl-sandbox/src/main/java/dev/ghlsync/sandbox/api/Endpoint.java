package dev.ghlsync.sandbox.api;

import dev.ghlsync.sandbox.http.Reply;

/**
 * One operation of the API.
 *
 * @param scope what the token must allow; empty for any token
 * @param open true when no token and no Version header are asked for
 */
public record Endpoint(String scope, boolean open, Handler handler) {
    interface Handler {
        Reply handle(ApiCall call);
    }
}
