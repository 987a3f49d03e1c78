package dev.ghlsync.sandbox.access;

import dev.ghlsync.sandbox.seed.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens, refresh tokens and authorization codes. Access tokens live a day. A refresh token works once; within 30 s of its use it
 * answers with the same new pair again. Thread-safe.
 */
public final class Tokens {
    public static final Duration ACCESS_LIFE = Duration.ofSeconds(86_399);
    private static final Duration REFRESH_LIFE = Duration.ofDays(365);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration PRIVATE_OVERLAP = Duration.ofDays(7);
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** An access token with the refresh token that follows it. */
    public record Pair(String accessToken, String refreshToken, String refreshTokenId, Grant grant) {
        @Override
        public String toString() {
            return "Pair[" + grant + "]";
        }
    }

    private record Access(Grant grant, @Nullable Instant expires) {}

    private record Refresh(
            Grant grant,
            Instant expires,
            @Nullable Instant usedAt,
            @Nullable Pair next) {}

    private record Code(Grant grant, Instant expires) {}

    private final InstantSource clock;
    private final Stream random;
    private final Map<String, Access> access = new ConcurrentHashMap<>();
    private final Map<String, Refresh> refresh = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();

    public Tokens(InstantSource clock, Stream random) {
        this.clock = clock;
        this.random = random;
    }

    public String newPrivateToken() {
        return "pit-" + random.uuid();
    }

    /** Makes a bearer token valid until it is revoked. */
    public void register(String token, Grant grant) {
        access.put(token, new Access(grant, null));
    }

    /** A new token with the same rights; the old one works for seven more days. Empty when the old one is not valid. */
    public Optional<String> rotatePrivate(String token) {
        return find(token).map(grant -> {
            access.put(token, new Access(grant, clock.instant().plus(PRIVATE_OVERLAP)));
            String next = newPrivateToken();
            register(next, grant);
            return next;
        });
    }

    /** The grant of a valid token. */
    public Optional<Grant> find(String token) {
        Access found = access.get(token);
        if (found == null || (found.expires() != null && !clock.instant().isBefore(found.expires()))) {
            return Optional.empty();
        }
        return Optional.of(found.grant());
    }

    /** Ends one token, or with a location id all tokens, refresh tokens and codes of that location; false when nothing was there. */
    public synchronized boolean revoke(String tokenOrLocation) {
        boolean any = access.remove(tokenOrLocation) != null;
        any |= refresh.remove(tokenOrLocation) != null;
        any |= access.values().removeIf(a -> tokenOrLocation.equals(a.grant().locationId()));
        any |= refresh.values().removeIf(r -> tokenOrLocation.equals(r.grant().locationId()));
        any |= codes.values().removeIf(c -> tokenOrLocation.equals(c.grant().locationId()));
        return any;
    }

    public synchronized String newCode(Grant grant) {
        String code = random.letters(40);
        codes.put(code, new Code(grant, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    /** Exchanges an authorization code, which works once. */
    public synchronized Optional<Pair> redeem(String code) {
        Code found = codes.remove(code);
        return found == null || clock.instant().isAfter(found.expires())
                ? Optional.empty()
                : Optional.of(issue(found.grant()));
    }

    public synchronized Optional<Pair> rotate(String refreshToken) {
        Refresh found = refresh.get(refreshToken);
        Instant now = clock.instant();
        if (found == null || now.isAfter(found.expires())) {
            return Optional.empty();
        }
        if (found.usedAt() != null) {
            return now.isAfter(found.usedAt().plus(GRACE)) ? Optional.empty() : Optional.ofNullable(found.next());
        }
        Pair next = issue(found.grant());
        refresh.put(refreshToken, new Refresh(found.grant(), found.expires(), now, next));
        return Optional.of(next);
    }

    public synchronized Pair issue(Grant grant) {
        Instant now = clock.instant();
        var pair = new Pair(random.letters(120), random.letters(120), random.hexId(), grant);
        access.put(pair.accessToken(), new Access(grant, now.plus(ACCESS_LIFE)));
        refresh.put(pair.refreshToken(), new Refresh(grant, now.plus(REFRESH_LIFE), null, null));
        return pair;
    }
}
