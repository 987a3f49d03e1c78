package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlError;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends one request and turns whatever happens into a {@link GhlResponse}. Safe for concurrent use. */
final class GhlTransport implements AutoCloseable {
    private static final Pattern TOKEN_CHARS = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final GhlClientConfig config;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    GhlTransport(GhlClientConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                // One request per connection at a time: a broken connection makes one outcome uncertain, not many.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .executor(threads)
                .build();
    }

    GhlResponse send(GhlRequest request) {
        HttpRequest httpRequest = toHttp(request);
        Instant sentAt = clock.instant();
        CompletableFuture<HttpResponse<BoundedBody.Content>> exchange =
                http.sendAsync(httpRequest, BoundedBody.handler(config.responseBytesMax()));
        try {
            // HttpRequest.timeout ends at the response headers; this bound includes the body.
            HttpResponse<BoundedBody.Content> response =
                    exchange.get(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
            Instant receivedAt = clock.instant();
            return switch (response.body()) {
                case BoundedBody.Complete body -> answered(response, body.bytes(), sentAt, receivedAt);
                case BoundedBody.TooLarge ignored ->
                    new GhlResponse.Failure(FailureCause.RESPONSE_TOO_LARGE, sentAt, receivedAt);
            };
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return failure(FailureCause.TIMEOUT, sentAt);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return failure(FailureCause.INTERRUPTED, sentAt);
        } catch (ExecutionException e) {
            return failure(cause(e.getCause()), sentAt);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
        threads.shutdownNow();
    }

    private GhlResponse.Failure failure(FailureCause cause, Instant sentAt) {
        return new GhlResponse.Failure(cause, sentAt, clock.instant());
    }

    private HttpRequest toHttp(GhlRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(config.prefix() + request.path()))
                .header("User-Agent", config.userAgent())
                .header("Accept", "application/json")
                .header("Version", request.version().header());
        if (request.token() != null) {
            builder.header("Authorization", bearer(request.token()));
        }
        GhlRequest.Body body = request.body();
        if (body == null) {
            return builder.method(request.method().name(), BodyPublishers.noBody())
                    .build();
        }
        return builder.header("Content-Type", body.contentType())
                .method(request.method().name(), BodyPublishers.ofByteArray(body.bytes()))
                .build();
    }

    /** The JDK's own complaint about a bad header value would repeat the token. */
    private static String bearer(Secret token) {
        if (!TOKEN_CHARS.matcher(token.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "The GHL access token contains a space, line end or non-ASCII character; store it again.");
        }
        return "Bearer " + token.reveal();
    }

    private static GhlResponse answered(
            HttpResponse<BoundedBody.Content> response, byte[] body, Instant sentAt, Instant receivedAt) {
        HttpHeaders headers = response.headers();
        int status = response.statusCode();
        GhlError error = GhlError.parse(status, body);
        String traceId = error.traceId() != null
                ? error.traceId()
                : headers.firstValue("x-trace-id").orElse(null);
        GhlReply reply = new GhlReply(
                status,
                body,
                sentAt,
                receivedAt,
                date(headers.firstValue("Date").orElse(null)),
                traceId,
                RateLimit.parse(name -> headers.firstValue(name).orElse(null)),
                retryAfter(headers.firstValue("Retry-After").orElse(null)));
        if (status / 100 == 2) {
            return new GhlResponse.Ok(reply);
        }
        if (status == 429) {
            return new GhlResponse.Throttled(reply, error);
        }
        return status >= 500 ? new GhlResponse.ServerFault(reply, error) : new GhlResponse.Refused(reply, error);
    }

    private static FailureCause cause(@Nullable Throwable thrown) {
        if (thrown instanceof HttpConnectTimeoutException) {
            return FailureCause.CONNECT_TIMEOUT;
        }
        if (thrown instanceof HttpTimeoutException) {
            return FailureCause.TIMEOUT;
        }
        if (thrown instanceof ConnectException connect) {
            return connect.getCause() instanceof UnresolvedAddressException
                    ? FailureCause.UNKNOWN_HOST
                    : FailureCause.CONNECTION_REFUSED;
        }
        if (thrown instanceof SSLHandshakeException) {
            return FailureCause.TLS_HANDSHAKE;
        }
        if (thrown instanceof RuntimeException bug) {
            throw bug;
        }
        if (thrown instanceof Error fatal) {
            throw fatal;
        }
        return FailureCause.CONNECTION_BROKEN;
    }

    private static @Nullable Instant date(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        } catch (DateTimeException e) {
            return null; // A malformed Date says nothing about HighLevel's clock.
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String header) {
        return header != null && SECONDS.matcher(header.strip()).matches()
                ? Duration.ofSeconds(Long.parseLong(header.strip()))
                : null;
    }
}
