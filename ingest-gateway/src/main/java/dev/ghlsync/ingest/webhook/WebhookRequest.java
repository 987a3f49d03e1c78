package dev.ghlsync.ingest.webhook;

import java.net.InetAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One webhook request.
 *
 * @param body raw body bytes
 * @param contentType media type without parameters, lower case; null if the header is absent
 * @param peer address of the connection's other end
 * @param header gives a header's value, or null
 */
public record WebhookRequest(
        byte[] body, @Nullable String contentType, InetAddress peer, Function<String, @Nullable String> header) {}
