package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.TokenKeeper;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One question to HighLevel with the location's present token; a token that is refused is renewed once. Blocks. Safe for concurrent use. */
final class Asking {
    /** Reason of what HighLevel refuses because of the question itself, not because of the token's scopes. */
    static final String INVALID = reason(GhlError.Kind.INVALID);

    private final Connections connections;
    private final GhlReads reads;
    private final TokenKeeper tokens;

    Asking(Connections connections, GhlReads reads, TokenKeeper tokens) {
        this.connections = connections;
        this.reads = reads;
        this.tokens = tokens;
    }

    /** The same, of a list: only an answer that holds the list under this name says what is on it. */
    Result<GhlReply> askForList(Reading reading, Manner manner, String list, Function<Secret, GhlResponse> call) {
        Result<GhlReply> result = ask(reading, manner, call);
        return result instanceof Result.Got<GhlReply>(GhlReply reply)
                        && !reply.json().path(list).isArray()
                ? new Result.Impossible<>(Result.Impossible.UNREADABLE)
                : result;
    }

    Result<GhlReply> ask(Reading reading, Manner manner, Function<Secret, GhlResponse> call) {
        Result<GhlReply> first = once(reading, manner, call, true);
        return first == null ? again(reading, manner, call) : first;
    }

    private Result<GhlReply> again(Reading reading, Manner manner, Function<Secret, GhlResponse> call) {
        Result<GhlReply> second = once(reading, manner, call, false);
        return second == null ? new Result.Disconnected<>("token_refused_after_renewal") : second;
    }

    /** Null if the token was refused and there is another one now. */
    private @org.jspecify.annotations.Nullable Result<GhlReply> once(
            Reading reading, Manner manner, Function<Secret, GhlResponse> call, boolean mayRenew) {
        LocationConnection wanted = reading.connection();
        Optional<LocationConnection> connection =
                connections.find(wanted.locationId()).filter(now -> now.epoch() == wanted.epoch());
        Optional<Secret> token = connection.flatMap(connections::token);
        if (token.isEmpty()) {
            return new Result.Disconnected<>(connection.isEmpty() ? "epoch_over" : "token_unusable");
        }
        return switch (reads.read(wanted.locationId(), manner, reading.stop(), () -> call.apply(token.get()))) {
            case GhlReads.Verdict.Ok(GhlResponse.Ok ok) -> new Result.Got<>(ok.reply());
            case GhlReads.Verdict.Stopped ignored -> new Result.Stopped<>();
            case GhlReads.Verdict.GaveUp(String cause) -> new Result.GaveUp<>(cause);
            case GhlReads.Verdict.Refused(GhlResponse.Refused refused) -> {
                String reason = reason(refused.error().kind());
                if (refused.error().kind() == GhlError.Kind.NOT_FOUND) {
                    yield new Result.Missing<>(at(refused.reply()));
                }
                if (isAboutScopes(refused.error())) {
                    yield new Result.Impossible<>(Result.Impossible.NO_SCOPE);
                }
                if (!isAboutTheToken(refused.error())) {
                    yield new Result.Impossible<>(reason);
                }
                boolean renewed =
                        mayRenew && tokens.refused(connection.get(), reason, reading.correlationId(), reading.stop());
                yield renewed ? null : new Result.Disconnected<>(reason);
            }
        };
    }

    private static String reason(GhlError.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** HighLevel's time of an answer. */
    static Instant at(GhlReply reply) {
        Instant date = reply.date();
        return date == null ? reply.receivedAt() : date;
    }

    /**
     * A missing scope is also answered with 401; the token opens other things then. A 403 without a message of HighLevel's is its front's, which may
     * think better of it.
     */
    private static boolean isAboutScopes(GhlError error) {
        return switch (error.kind()) {
            case TOKEN_INVALID, NO_ACCESS_TO_LOCATION ->
                error.messages().stream()
                        .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains("scope"));
            case FORBIDDEN -> !error.messages().isEmpty();
            case DUPLICATE_CONTACT,
                    NOT_FOUND,
                    UNKNOWN_PROPERTY,
                    INVALID,
                    INVALID_GRANT,
                    LOCATION_NOT_ACTIVE,
                    THROTTLED,
                    SERVER_FAULT,
                    OTHER -> false;
        };
    }

    private static boolean isAboutTheToken(GhlError error) {
        return switch (error.kind()) {
            case TOKEN_INVALID, NO_ACCESS_TO_LOCATION -> true;
            case DUPLICATE_CONTACT,
                    NOT_FOUND,
                    UNKNOWN_PROPERTY,
                    INVALID,
                    INVALID_GRANT,
                    LOCATION_NOT_ACTIVE,
                    FORBIDDEN,
                    THROTTLED,
                    SERVER_FAULT,
                    OTHER -> false;
        };
    }
}
