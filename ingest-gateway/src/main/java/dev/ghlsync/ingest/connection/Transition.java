package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change makes of a connection. Pure. */
sealed interface Transition {

    /**
     * @param event null if the change is none that our side is told of
     * @param effect for the audit
     */
    record Store(LocationConnection next, @Nullable LifecycleEvent event, String effect) implements Transition {}

    /** The connection is as wanted already, or the change is out of date. */
    record Nothing(String reason) implements Transition {}

    /** @param now the connection as it is; empty if the location is not known */
    static Transition of(Optional<LocationConnection> now, ConnectionChange change, Instant at) {
        LocationConnection proposal = change.proposal();
        return switch (change.action()) {
            case CONNECT -> proposal == null ? new Nothing("no_proposal") : connect(now, proposal, change, at);
            case DISCONNECT ->
                now.filter(known -> known.status() != Status.DISCONNECTED)
                        .<Transition>map(known -> new Store(
                                known.become(
                                        Status.DISCONNECTED,
                                        change.why(),
                                        false,
                                        at,
                                        change.who(),
                                        change.correlationId()),
                                LifecycleEvent.DISCONNECTED,
                                "token and webhook secrets dropped"))
                        .orElseGet(() -> new Nothing("not_connected"));
            case CONFIGURE ->
                proposal == null || now.isEmpty()
                        ? new Nothing("not_known")
                        : configure(now.get(), proposal, change, at);
            case ADOPT_TOKENS ->
                proposal == null || now.isEmpty() ? new Nothing("not_known") : adopt(now.get(), proposal, change, at);
            case CONNECT_BY_COMPANY, REENCRYPT, OTHER -> new Nothing("not_a_plain_change");
        };
    }

    private static Transition connect(
            Optional<LocationConnection> now, LocationConnection proposal, ConnectionChange change, Instant at) {
        if (now.filter(known -> hasTokenOf(known, proposal)).isPresent()) {
            return new Nothing("connected_by_it");
        }
        long epoch = now.map(LocationConnection::epoch).orElse(0L) + 1;
        long version = now.map(LocationConnection::tokenVersion).orElse(0L) + 1;
        return new Store(
                proposal.begun(epoch, version, at, change.who(), change.correlationId()),
                LifecycleEvent.CONNECTED,
                "epoch " + epoch + " began");
    }

    /** Requests come again. Encryption never gives the same bytes twice, so the same bytes are of the same request. */
    private static boolean hasTokenOf(LocationConnection known, LocationConnection proposal) {
        SealedSecret mine = known.accessToken();
        SealedSecret its = proposal.accessToken();
        return mine != null && its != null && Arrays.equals(mine.ciphertext(), its.ciphertext());
    }

    private static Transition configure(
            LocationConnection known, LocationConnection proposal, ConnectionChange change, Instant at) {
        boolean remapped = !java.util.Objects.equals(known.organizationId(), proposal.organizationId());
        return new Store(
                known.configured(
                        proposal.organizationId(),
                        proposal.settings(),
                        known.status() == Status.DISCONNECTED ? known.webhookSecrets() : proposal.webhookSecrets(),
                        at,
                        change.who(),
                        change.correlationId()),
                remapped ? LifecycleEvent.REMAPPED : null,
                remapped ? "mapped to another organization" : "settings changed");
    }

    /** A journaled answer counts only if nothing newer was stored, and nobody connected the location anew. */
    private static Transition adopt(
            LocationConnection known, LocationConnection proposal, ConnectionChange change, Instant at) {
        boolean answersThisRefresh = known.status() != Status.DISCONNECTED
                && known.epoch() == proposal.epoch()
                && proposal.tokenVersion() == known.tokenVersion() + 1;
        if (!answersThisRefresh) {
            return new Nothing("out_of_date");
        }
        return new Store(
                known.withTokens(
                        proposal.accessToken(),
                        proposal.refreshToken(),
                        proposal.accessTokenExpiresAt(),
                        proposal.scopes(),
                        proposal.tokenVersion(),
                        at,
                        change.who(),
                        change.correlationId()),
                known.status() == Status.BROKEN ? LifecycleEvent.MENDED : null,
                "tokens of a journaled refresh taken over");
    }
}
