package dev.ghlsync.ingest.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.model.TokenGrant;
import dev.ghlsync.ghl.webhook.AppId;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionRequests;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.source.GhlReads;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Locations that are connected because their agency installed the app. Blocks. Safe for concurrent use. */
public final class CompanyDesk implements TokenRefresh.CompanyTokens {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyDesk.class);
    private static final String WHO = "agency-install";
    private static final int PAGE = 100;

    private final String appId;
    private final GhlClient ghl;
    private final GhlReads reads;
    private final Connections connections;
    private final ConnectionDesk desk;
    private final ConnectionRequests requests;
    private final Proposals proposals;
    private final Ids ids;

    /** @param clientId of our app; its part before the dash is the app's id */
    public CompanyDesk(
            String clientId,
            GhlClient ghl,
            GhlReads reads,
            Connections connections,
            ConnectionDesk desk,
            ConnectionRequests requests,
            Proposals proposals,
            Ids ids) {
        this.appId = AppId.ofClient(clientId);
        this.ghl = ghl;
        this.reads = reads;
        this.connections = connections;
        this.desk = desk;
        this.requests = requests;
        this.proposals = proposals;
        this.ids = ids;
    }

    /** What came of asking the owners of a company's locations to connect them. */
    enum Spread {
        DONE,
        /** It must be done again. */
        AGAIN,
        /** It must be done again with another token of the company: HighLevel refuses this one. */
        TOKEN_REFUSED
    }

    /** As the company's owner: asks the owners of all its locations with the app to connect them. */
    Spread spread(LocationConnection company, Stop stop) {
        int skip = 0;
        while (!stop.requested()) {
            Optional<Secret> token = connections.token(company);
            if (token.isEmpty()) {
                return Spread.DONE;
            }
            int from = skip;
            JsonNode page;
            switch (reads.read(
                    company.locationId(),
                    GhlReads.Manner.RUN,
                    stop,
                    () -> ghl.oauth().installedLocations(token.get(), company.locationId(), appId, from, PAGE))) {
                case GhlReads.Verdict.Ok(GhlResponse.Ok ok) ->
                    page = ok.reply().json().path("locations");
                case GhlReads.Verdict.Refused(GhlResponse.Refused refused) -> {
                    GhlError.Kind kind = refused.error().kind();
                    LOG.atWarn()
                            .addKeyValue("companyId", company.locationId())
                            .addKeyValue("kind", kind)
                            .log("GoHighLevel refused to list the locations of an agency.");
                    return kind == GhlError.Kind.TOKEN_INVALID ? Spread.TOKEN_REFUSED : Spread.AGAIN;
                }
                case GhlReads.Verdict.GaveUp ignored -> {
                    return Spread.AGAIN;
                }
                case GhlReads.Verdict.Stopped ignored -> {
                    return Spread.AGAIN;
                }
            }
            for (JsonNode location : page) {
                String id = GhlJson.text(location, "_id");
                if (id != null && mayConnect(id) && !ask(id, company)) {
                    return Spread.AGAIN;
                }
            }
            if (page.size() < PAGE) {
                return Spread.DONE;
            }
            skip += page.size();
        }
        return Spread.AGAIN;
    }

    /** As the location's owner: connects it with a token that the company's token gives. Returns false if that must be tried again. */
    boolean connect(String locationId, @Nullable String companyId, String correlationId, Stop stop) {
        Optional<LocationConnection> company = Optional.ofNullable(companyId)
                .flatMap(connections::find)
                .filter(each -> each.isCompany() && each.isConnected());
        if (company.isEmpty() || isConnected(locationId)) {
            return true;
        }
        Optional<Secret> token = connections.token(company.get());
        if (token.isEmpty()) {
            return true;
        }
        String known = company.get().locationId();
        return switch (reads.read(
                known, GhlReads.Manner.PROMPT, stop, () -> ghl.oauth().locationToken(token.get(), known, locationId))) {
            case GhlReads.Verdict.Ok(GhlResponse.Ok ok) -> {
                TokenGrant grant = TokenGrant.parse(ok.reply().body());
                yield grant == null || connect(locationId, known, grant, correlationId, stop);
            }
            case GhlReads.Verdict.Refused(GhlResponse.Refused refused) -> {
                LOG.atWarn()
                        .addKeyValue("locationId", locationId)
                        .addKeyValue("kind", refused.error().kind())
                        .log("GoHighLevel gives no token for a location of an agency; it is tried again with the"
                                + " next look at its locations.");
                yield true;
            }
            case GhlReads.Verdict.GaveUp ignored -> false;
            case GhlReads.Verdict.Stopped ignored -> false;
        };
    }

    /** An install and a look at the agency's locations may ask at once: the first one connects. */
    private boolean connect(String locationId, String companyId, TokenGrant grant, String correlationId, Stop stop) {
        LocationConnection proposal = proposals.location(locationId, companyId, grant, Auth.OAUTH_COMPANY, null, WHO);
        var change = new ConnectionChange(locationId, Action.CONNECT, WHO, null, proposal, correlationId);
        return desk.exclusively(locationId, () -> isConnected(locationId) || desk.apply(change, stop));
    }

    /** As the company's owner: the agency removed the app, so its locations end too. */
    boolean uninstalled(LocationConnection company, String correlationId) {
        for (LocationConnection each : connections.all()) {
            boolean ofCompany = company.locationId().equals(each.companyId())
                    && !each.isCompany()
                    && each.auth() == Auth.OAUTH_COMPANY
                    && each.status() != Status.DISCONNECTED;
            if (ofCompany
                    && !sent(new ConnectionChange(
                            each.locationId(), Action.DISCONNECT, WHO, Installs.UNINSTALLED, null, correlationId))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Answer locationToken(LocationConnection location) {
        Optional<LocationConnection> known = Optional.ofNullable(location.companyId())
                .filter(company -> !location.isCompany())
                .flatMap(connections::find);
        if (known.isEmpty()) {
            return new Answer.Never();
        }
        LocationConnection company = known.get();
        return switch (company.status()) {
            case CONNECTED ->
                connections
                        .token(company)
                        .<Answer>map(token -> new Answer.Given(
                                ghl.oauth().locationToken(token, company.locationId(), location.locationId())))
                        .orElseGet(Answer.NotNow::new);
            case BROKEN ->
                TokenRefresh.Reasons.REFRESH_TOKEN_DEAD.equals(company.statusReason())
                        ? new Answer.Never()
                        : new Answer.NotNow();
            case DISCONNECTED -> new Answer.Never();
            case UNKNOWN -> new Answer.NotNow();
        };
    }

    private boolean ask(String locationId, LocationConnection company) {
        return sent(new ConnectionChange(locationId, Action.CONNECT_BY_COMPANY, WHO, null, company, ids.next()));
    }

    private boolean sent(ConnectionChange change) {
        return requests.send(change).join() instanceof PublishOutcome.Stored;
    }

    /** A location that an operator ended stays ended until it is installed again. */
    private boolean mayConnect(String locationId) {
        return connections
                .find(locationId)
                .map(known -> switch (known.status()) {
                    case CONNECTED -> false;
                    case BROKEN -> known.auth() == Auth.OAUTH_COMPANY;
                    case DISCONNECTED -> Installs.UNINSTALLED.equals(known.statusReason());
                    case UNKNOWN -> true;
                })
                .orElse(true);
    }

    private boolean isConnected(String locationId) {
        return connections
                .find(locationId)
                .filter(LocationConnection::isConnected)
                .isPresent();
    }
}
