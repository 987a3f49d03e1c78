package dev.ghlsync.ingest.http;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The correlation id a caller gives, if it is fit to be logged and passed on. */
final class CorrelationId {
    private static final String HEADER = "X-Correlation-Id";
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private CorrelationId() {}

    static @Nullable String of(HttpRequest<?> request) {
        String given = request.getHeaders().get(HEADER);
        return given != null && FIT.matcher(given).matches() ? given : null;
    }
}
