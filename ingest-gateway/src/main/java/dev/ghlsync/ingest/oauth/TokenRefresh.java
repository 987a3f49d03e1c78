package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.ghl.model.TokenGrant;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the tokens of a location or company, as its owner. A refresh token works once, and HighLevel repeats the answer for 30 seconds, so: the
 * intent is stored first (a process that lost its ownership cannot store it, and does not ask), the answer goes to the journal before it goes to the
 * topic, and whoever finds an open intent asks at once. Blocks. Safe for concurrent use.
 */
public final class TokenRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final OauthApi.App app;
    private final TokenCipher cipher;
    private final GhlClient ghl;
    private final Connections connections;
    private final ConnectionDesk desk;
    private final ConnectionLog log;
    private final RefreshJournal journal;
    private final CompanyTokens companies;
    private final InstantSource clock;
    private final Consumer<RefreshStep> reached;

    /** @param reached told after each step; throws to die there */
    public TokenRefresh(
            OauthApi.App app,
            TokenCipher cipher,
            GhlClient ghl,
            Connections connections,
            ConnectionDesk desk,
            ConnectionLog log,
            RefreshJournal journal,
            CompanyTokens companies,
            InstantSource clock,
            Consumer<RefreshStep> reached) {
        this.app = app;
        this.cipher = cipher;
        this.ghl = ghl;
        this.connections = connections;
        this.desk = desk;
        this.log = log;
        this.journal = journal;
        this.companies = companies;
        this.clock = clock;
        this.reached = reached;
    }

    /**
     * Refreshes the tokens, unless there are newer ones than {@code rejectedVersion} already.
     *
     * @return true if there are newer ones now
     */
    public boolean refresh(String locationId, long rejectedVersion, String correlationId, Stop stop) {
        return desk.exclusively(locationId, () -> {
            Optional<LocationConnection> known =
                    connections.find(locationId).filter(now -> now.isOauth() && now.status() != Status.DISCONNECTED);
            if (known.isEmpty()) {
                return false;
            }
            LocationConnection now = known.get();
            return now.tokenVersion() > rejectedVersion ? now.isConnected() : begin(now, correlationId, stop);
        });
    }

    private boolean begin(LocationConnection now, String correlationId, Stop stop) {
        SealedSecret stored = now.refreshToken();
        Secret refreshToken = stored == null ? null : connections.open(now.locationId(), stored);
        if (stored != null && refreshToken == null) {
            LOG.atError()
                    .addKeyValue("locationId", now.locationId())
                    .addKeyValue("keyId", stored.keyId())
                    .log("No configured key opens a refresh token; put its key back into TOKEN_KEYSET. It is tried"
                            + " again in a while.");
            return false;
        }
        reached.accept(RefreshStep.BEGUN);
        LocationConnection intent = now.withRefreshStarted(clock.instant(), ConnectionLog.SELF, correlationId);
        if (!log.record(intent, null, null, stop)) {
            return false;
        }
        reached.accept(RefreshStep.INTENT_STORED);
        boolean ownIsDead = false;
        for (int attempt = 0; attempt < ATTEMPTS && !stop.requested(); attempt++) {
            GhlResponse response;
            if (refreshToken != null) {
                response = ghl.oauth().refresh(app, refreshToken, userType(now));
            } else {
                switch (companies.locationToken(now)) {
                    case CompanyTokens.Answer.Given(GhlResponse given) -> response = given;
                    case CompanyTokens.Answer.Never ignored -> {
                        return refused(intent, GhlError.Kind.INVALID_GRANT, true, correlationId, stop);
                    }
                    case CompanyTokens.Answer.NotNow ignored -> {
                        LOG.atWarn()
                                .addKeyValue("locationId", now.locationId())
                                .log("The agency of a location has no token that works now; the location's token is"
                                        + " refreshed when it has.");
                        return false;
                    }
                }
            }
            switch (response) {
                case GhlResponse.Ok ok -> {
                    TokenGrant grant = TokenGrant.parse(ok.reply().body());
                    return grant != null && store(intent, grant, correlationId, stop);
                }
                case GhlResponse.Refused refused -> {
                    GhlError.Kind kind = refused.error().kind();
                    if (refreshToken != null && kind == GhlError.Kind.INVALID_GRANT && isOfCompany(now)) {
                        ownIsDead = true;
                        refreshToken = null; // The company's token gives a new one.
                    } else {
                        // A refused token of the company is the company's matter: its owner refreshes it.
                        boolean dead = kind == GhlError.Kind.INVALID_GRANT
                                || (ownIsDead && kind != GhlError.Kind.TOKEN_INVALID);
                        return refused(intent, kind, dead, correlationId, stop);
                    }
                }
                case GhlResponse.Throttled ignored -> stop.await(PAUSE.multipliedBy(attempt + 1L));
                case GhlResponse.ServerFault ignored -> stop.await(PAUSE.multipliedBy(attempt + 1L));
                case GhlResponse.Failure ignored -> stop.await(PAUSE.multipliedBy(attempt + 1L));
            }
        }
        return false;
    }

    private boolean store(LocationConnection intent, TokenGrant grant, String correlationId, Stop stop) {
        reached.accept(RefreshStep.ANSWERED);
        Instant now = clock.instant();
        String location = intent.locationId();
        SealedSecret access = cipher.seal(location, grant.accessToken());
        Secret next = grant.refreshToken();
        SealedSecret refresh = next == null ? intent.refreshToken() : cipher.seal(location, next);
        long version = intent.tokenVersion() + 1;
        Instant expires = now.plus(grant.expiresIn());
        var answer = new RefreshJournal.Entry(
                location, intent.epoch(), version, access, refresh, expires, grant.scopes(), now);
        if (journaled(answer)) {
            reached.accept(RefreshStep.JOURNALED);
        }
        LocationConnection refreshed = intent.withTokens(
                access, refresh, expires, grant.scopes(), version, now, ConnectionLog.SELF, correlationId);
        LifecycleEvent event = intent.status() == Status.BROKEN ? LifecycleEvent.MENDED : null;
        if (!log.record(refreshed, event, null, stop)) {
            return false;
        }
        reached.accept(RefreshStep.STORED);
        forget(location, version);
        return true;
    }

    /** Without the journal the tokens must reach the topic all the more: HighLevel gives them once. */
    private boolean journaled(RefreshJournal.Entry answer) {
        try {
            journal.put(answer);
            return true;
        } catch (UncheckedIOException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("locationId", answer.locationId())
                    .log("A token refresh cannot be written to the journal, so it is lost if this process ends"
                            + " before the broker has it; make room in TOKEN_JOURNAL_DIR, or make it writable.");
            return false;
        }
    }

    private void forget(String locationId, long version) {
        try {
            journal.remove(locationId, version);
        } catch (UncheckedIOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("locationId", locationId)
                    .log("A finished token refresh cannot be removed from the journal; it is tried again.");
        }
    }

    /** A dead refresh token breaks the connection; a suspended location comes back; anything else is about our app or HighLevel. */
    private boolean refused(
            LocationConnection intent, GhlError.Kind kind, boolean dead, String correlationId, Stop stop) {
        String reason = kind == GhlError.Kind.LOCATION_NOT_ACTIVE
                ? Reasons.LOCATION_NOT_ACTIVE
                : dead ? Reasons.REFRESH_TOKEN_DEAD : null;
        LOG.atWarn()
                .addKeyValue("locationId", intent.locationId())
                .addKeyValue("kind", kind)
                .addKeyValue("reason", reason)
                .log("GoHighLevel refused to refresh a token.");
        if (reason != null && !(intent.status() == Status.BROKEN && reason.equals(intent.statusReason()))) {
            LocationConnection broken = intent.broken(reason, clock.instant(), ConnectionLog.SELF, correlationId);
            log.record(broken, LifecycleEvent.BROKEN, "no reads or writes until it is connected again", stop);
        }
        return false;
    }

    private static OauthApi.UserType userType(LocationConnection connection) {
        return connection.isCompany() ? OauthApi.UserType.COMPANY : OauthApi.UserType.LOCATION;
    }

    private static boolean isOfCompany(LocationConnection connection) {
        return connection.auth() == LocationConnection.Auth.OAUTH_COMPANY && !connection.isCompany();
    }

    /** Where a location token comes from that has no refresh token of its own. */
    @FunctionalInterface
    public interface CompanyTokens {
        /** Asks HighLevel for a location token with the company's token. */
        Answer locationToken(LocationConnection location);

        /** What came of asking. */
        sealed interface Answer {
            /** What HighLevel said. */
            record Given(GhlResponse response) implements Answer {}

            /** There is no company that could give one. */
            record Never() implements Answer {}

            /** The company's own token cannot be used at the moment, so HighLevel was not asked. */
            record NotNow() implements Answer {}
        }
    }

    /** Words for why a connection is broken. */
    static final class Reasons {
        static final String REFRESH_TOKEN_DEAD = "refresh_token_dead";
        static final String LOCATION_NOT_ACTIVE = "location_not_active";

        private Reasons() {}
    }
}
