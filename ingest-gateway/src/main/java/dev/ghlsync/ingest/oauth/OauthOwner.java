package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.ConnectionRequests;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's part in OAuth: refreshes tokens before they end, at once where a refresh was begun and not finished, connects the locations of
 * agencies, and gives journaled answers that never reached the topic to whoever owns their location now.
 */
public final class OauthOwner {
    private static final Logger LOG = LoggerFactory.getLogger(OauthOwner.class);
    private static final Duration BEFORE_END = Duration.ofMinutes(30);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(20);
    private static final Duration SUSPENDED_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final Duration SPREAD_EVERY = Duration.ofMinutes(10);
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(10);

    private final Connections connections;
    private final ConnectionRequests requests;
    private final TokenRefresh refreshes;
    private final RefreshJournal journal;
    private final CompanyDesk companies;
    private final Executor threads;
    private final Ids ids;
    private final InstantSource clock;
    private final Stop stop;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<String, Long> spreadOfEpoch = new HashMap<>();
    /** What runs in the background now; each at most once, however long GoHighLevel does not answer. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    private Instant journalDue = Instant.MIN;

    /** @param stop ends what runs in the background */
    public OauthOwner(
            Connections connections,
            ConnectionRequests requests,
            TokenRefresh refreshes,
            RefreshJournal journal,
            CompanyDesk companies,
            Executor threads,
            Ids ids,
            InstantSource clock,
            Stop stop) {
        this.connections = connections;
        this.requests = requests;
        this.refreshes = refreshes;
        this.journal = journal;
        this.companies = companies;
        this.threads = threads;
        this.ids = ids;
        this.clock = clock;
        this.stop = stop;
    }

    /** Refreshes the tokens that were refused; true if there are others now. */
    public boolean refresh(LocationConnection used, String correlationId, Stop runStop) {
        return refreshes.refresh(used.locationId(), used.tokenVersion(), correlationId, runStop);
    }

    boolean connectByCompany(ConnectionChange change, Stop runStop) {
        LocationConnection company = change.proposal();
        return company == null
                || companies.connect(change.locationId(), company.locationId(), change.correlationId(), runStop);
    }

    /** Called several times a second on one thread. */
    void tend(Predicate<String> owns) {
        Instant now = clock.instant();
        for (LocationConnection connection : connections.all()) {
            if (owns.test(connection.locationId()) && connection.isOauth()) {
                tend(connection, now);
            }
        }
        if (!now.isBefore(journalDue)) {
            journalDue = now.plus(JOURNAL_EVERY);
            background("journal", "", () -> replay(now));
        }
    }

    private void tend(LocationConnection connection, Instant now) {
        String id = connection.locationId();
        if (isDue(connection, now) && mayBegin("refresh " + id, now, pause(connection))) {
            background("refresh", id, () -> refreshes.refresh(id, connection.tokenVersion(), ids.next(), stop));
        }
        if (connection.isCompany() && connection.isConnected()) {
            boolean isNew = !Long.valueOf(connection.epoch()).equals(spreadOfEpoch.put(id, connection.epoch()));
            if (isNew) {
                notBefore.remove("spread " + id);
            }
            if (mayBegin("spread " + id, now, SPREAD_EVERY)) {
                background("spread", id, () -> spread(connection));
            }
        }
    }

    private void spread(LocationConnection company) {
        String id = company.locationId();
        CompanyDesk.Spread spread = companies.spread(company, stop);
        if (spread != CompanyDesk.Spread.DONE) {
            notBefore.put("spread " + id, clock.instant().plus(AGAIN_AFTER));
        }
        if (spread == CompanyDesk.Spread.TOKEN_REFUSED) {
            refreshes.refresh(id, company.tokenVersion(), ids.next(), stop);
        }
    }

    private static boolean isDue(LocationConnection connection, Instant now) {
        return switch (connection.status()) {
            case CONNECTED ->
                connection.refreshStartedAt() != null
                        || (connection.accessTokenExpiresAt() != null
                                && !now.isBefore(
                                        connection.accessTokenExpiresAt().minus(BEFORE_END)));
            case BROKEN -> TokenRefresh.Reasons.LOCATION_NOT_ACTIVE.equals(connection.statusReason());
            case DISCONNECTED, UNKNOWN -> false;
        };
    }

    private static Duration pause(LocationConnection connection) {
        return connection.status() == Status.BROKEN ? SUSPENDED_AGAIN_AFTER : AGAIN_AFTER;
    }

    private boolean mayBegin(String what, Instant now, Duration pause) {
        Instant earliest = notBefore.get(what);
        if (running.contains(what) || (earliest != null && now.isBefore(earliest))) {
            return false;
        }
        notBefore.put(what, now.plus(pause));
        return true;
    }

    /** An entry younger than this may still be on its way to the topic. */
    void replay(Instant now) {
        for (RefreshJournal.Entry entry : journal.all()) {
            Optional<LocationConnection> known = connections.find(entry.locationId());
            boolean over = known.isEmpty()
                    || known.get().epoch() != entry.epoch()
                    || known.get().tokenVersion() >= entry.tokenVersion();
            if (over) {
                journal.remove(entry.locationId(), entry.tokenVersion());
            } else if (entry.writtenAt().isBefore(now.minus(JOURNAL_EVERY))) {
                var _ = requests.send(adoption(known.get(), entry));
            }
        }
    }

    private ConnectionChange adoption(LocationConnection known, RefreshJournal.Entry entry) {
        LocationConnection proposal = known.withTokens(
                entry.accessToken(),
                entry.refreshToken(),
                entry.expiresAt(),
                entry.scopes(),
                entry.tokenVersion(),
                entry.writtenAt(),
                ConnectionLog.SELF,
                null);
        return new ConnectionChange(
                entry.locationId(), Action.ADOPT_TOKENS, ConnectionLog.SELF, "token_journal", proposal, ids.next());
    }

    private void background(String work, String id, Runnable task) {
        String what = work + " " + id;
        if (!running.add(what)) {
            return;
        }
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("work", work)
                        .log("Work on tokens failed; it is tried again later.");
            } finally {
                running.remove(what);
            }
        });
    }
}
