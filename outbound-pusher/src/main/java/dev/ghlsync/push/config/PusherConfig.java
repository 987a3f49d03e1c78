package dev.ghlsync.push.config;

import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.domain.TimeScale;
import dev.ghlsync.push.lanes.LaneLimits;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the pusher; outbound-pusher/README.md lists the variables.
 *
 * @param tokenKeyset keys that decrypt the tokens on {@code ghl.connections}
 * @param host interface of health and metrics
 * @param port of health and metrics, 0 for any free one
 * @param groupId consumer group of commands; the waiting rooms use it with {@code -retry}
 * @param queryUrl address of sync-streams' query API, asked before a replay
 * @param apiToken of the operator API and the query API; null for none
 * @param sessionTimeout after which the group counts a silent process as gone
 */
public record PusherConfig(
        KafkaSettings kafka,
        GhlClientConfig ghl,
        Secret tokenKeyset,
        String host,
        int port,
        String groupId,
        Duration sessionTimeout,
        TimeScale retryScale,
        LaneLimits limits,
        URI queryUrl,
        @Nullable Secret apiToken) {

    private static final int TOKEN_CHARS_MIN = 16;

    /** Requests must end well before the group forgets us: the lease for sending is the difference. */
    public PusherConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("PUSHER_PORT is " + port + "; give a port from 0 to 65535.");
        }
        if (ghl.requestTimeout().compareTo(sessionTimeout) >= 0) {
            throw new IllegalArgumentException("PUSH_REQUEST_TIMEOUT_MS of "
                    + ghl.requestTimeout().toMillis() + " must be below PUSH_SESSION_TIMEOUT_MS of "
                    + sessionTimeout.toMillis() + ".");
        }
    }

    /** Whether only this machine can reach the port. */
    public boolean loopbackOnly() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // The server that listens there says what is wrong with it.
        }
    }

    /** @throws IllegalArgumentException naming the variable, its value and the remedy */
    public static PusherConfig fromEnvironment(Map<String, String> env) {
        String keyset = env.getOrDefault("TOKEN_KEYSET", "");
        if (keyset.isBlank()) {
            throw new IllegalArgumentException(
                    "TOKEN_KEYSET is not set; give the key that encrypts the tokens, base64 of 32 bytes.");
        }
        return new PusherConfig(
                KafkaSettings.fromEnvironment(env),
                ghl(env),
                Secret.of(keyset),
                env.getOrDefault("PUSHER_HOST", "127.0.0.1"),
                number(env, "PUSHER_PORT", 8083),
                env.getOrDefault("PUSHER_GROUP_ID", "outbound-pusher"),
                millis(env, "PUSH_SESSION_TIMEOUT_MS", 45_000),
                scale(env),
                new LaneLimits(
                        number(env, "PUSH_IN_FLIGHT_MAX", LaneLimits.DEFAULT.running()),
                        number(env, "PUSH_IN_FLIGHT_PER_LOCATION_MAX", LaneLimits.DEFAULT.runningPerLocation()),
                        number(env, "PUSH_BUFFERED_PER_LOCATION_MAX", LaneLimits.DEFAULT.bufferedPerLocation()),
                        number(env, "PUSH_BUFFERED_MAX", LaneLimits.DEFAULT.buffered())),
                uri("QUERY_URL", env.getOrDefault("QUERY_URL", "http://127.0.0.1:8082")),
                token(env));
    }

    private static @Nullable Secret token(Map<String, String> env) {
        String token = env.getOrDefault("API_TOKEN", "");
        if (!token.isBlank() && token.strip().length() < TOKEN_CHARS_MIN) {
            throw new IllegalArgumentException("API_TOKEN has fewer than " + TOKEN_CHARS_MIN
                    + " characters; give a longer one, such as the output of: openssl rand -hex 32.");
        }
        return token.isBlank() ? null : Secret.of(token.strip());
    }

    private static GhlClientConfig ghl(Map<String, String> env) {
        String base = env.getOrDefault("GHL_BASE_URL", GhlClientConfig.HIGHLEVEL.toString());
        GhlClientConfig defaults = GhlClientConfig.of(uri("GHL_BASE_URL", base));
        Duration request = millis(
                env, "PUSH_REQUEST_TIMEOUT_MS", (int) defaults.requestTimeout().toMillis());
        Duration connect = request.dividedBy(4);
        return new GhlClientConfig(
                defaults.baseUrl(),
                connect.compareTo(defaults.connectTimeout()) < 0 ? connect : defaults.connectTimeout(),
                request,
                defaults.userAgent(),
                defaults.responseBytesMax());
    }

    private static URI uri(String name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " is '" + text + "', which is no URL; give one such as " + GhlClientConfig.HIGHLEVEL + ".",
                    e);
        }
    }

    private static TimeScale scale(Map<String, String> env) {
        String text = env.getOrDefault("PUSH_RETRY_SCALE", "1.0");
        try {
            return new TimeScale(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "PUSH_RETRY_SCALE is '" + text + "', which is no number; give one such as 1.0.", e);
        }
    }

    private static Duration millis(Map<String, String> env, String name, int otherwise) {
        int value = number(env, name, otherwise);
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; give at least 1 millisecond.");
        }
        return Duration.ofMillis(value);
    }

    private static int number(Map<String, String> env, String name, int otherwise) {
        String text = env.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " is '" + text + "', which is no whole number; give one such as " + otherwise + ".", e);
        }
    }
}
