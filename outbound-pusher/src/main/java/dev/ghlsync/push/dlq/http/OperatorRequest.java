package dev.ghlsync.push.dlq.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path as it came, percent-encoded
 * @param query as it came; null for none
 * @param authorization value of that header; null for none
 * @param operator who asks, by the header X-Operator; null when it does not say
 */
record OperatorRequest(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        @Nullable String operator,
        byte[] body) {

    List<String> parts() {
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(OperatorRequest::decoded)
                .toList();
    }

    /** Null when it is not there or empty. */
    @Nullable
    String parameter(String name) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
                String value = decoded(pair.substring(equals + 1));
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("The address is not percent-encoded UTF-8; encode it.");
        }
    }
}
