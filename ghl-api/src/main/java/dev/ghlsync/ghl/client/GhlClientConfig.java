package dev.ghlsync.ghl.client;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach HighLevel.
 *
 * @param baseUrl scheme, host and optional path prefix
 * @param connectTimeout shorter than {@code requestTimeout}; a failure within it means that nothing was sent
 * @param requestTimeout from the call to the last byte of the response body
 * @param userAgent sent with every request; a missing one is refused by HighLevel's front (reported as Cloudflare 1010)
 * @param responseBytesMax largest accepted response body
 */
public record GhlClientConfig(
        URI baseUrl, Duration connectTimeout, Duration requestTimeout, String userAgent, int responseBytesMax) {

    /** The server of the official OpenAPI files. */
    public static final URI HIGHLEVEL = URI.create("https://services.leadconnectorhq.com");

    public GhlClientConfig {
        if (!("http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme())) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("The GHL base URL " + baseUrl + " is no http or https URL.");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The GHL base URL must have no query, fragment or user; give scheme, host and path only.");
        }
        if (!connectTimeout.isPositive() || connectTimeout.compareTo(requestTimeout) >= 0) {
            throw new IllegalArgumentException("The connect timeout " + connectTimeout
                    + " must be positive and shorter than the request timeout " + requestTimeout + ".");
        }
        if (userAgent.isBlank()) {
            throw new IllegalArgumentException("The User-Agent is blank; HighLevel refuses requests without one.");
        }
        if (responseBytesMax <= 0) {
            throw new IllegalArgumentException(
                    "The largest response is " + responseBytesMax + " bytes; it must be positive.");
        }
    }

    /** Connect within 5 s, answer within 20 s, at most 16 MiB. */
    public static GhlClientConfig of(URI baseUrl) {
        return new GhlClientConfig(
                baseUrl,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                "Mozilla/5.0 (compatible; ghl-sync/0.1)",
                16 << 20);
    }

    /** The base URL without a trailing slash. */
    String prefix() {
        String text = baseUrl.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
