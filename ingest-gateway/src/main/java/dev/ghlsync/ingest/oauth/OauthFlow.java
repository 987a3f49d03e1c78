package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.TokenGrant;
import dev.ghlsync.ingest.config.OauthConfig;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.oauth.OauthStates.State;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Installing our app: to HighLevel's page and back with a code, which becomes tokens once. Blocks. Safe for concurrent use. */
public final class OauthFlow {
    private static final String WHO = "oauth";

    private final OauthConfig config;
    private final OauthApi.App app;
    private final OauthStates states;
    private final Proposals proposals;
    private final GhlClient ghl;
    private final ConnectionService service;
    private final Ids ids;
    private final InstantSource clock;

    public OauthFlow(
            OauthConfig config,
            OauthApi.App app,
            OauthStates states,
            Proposals proposals,
            GhlClient ghl,
            ConnectionService service,
            Ids ids,
            InstantSource clock) {
        this.config = config;
        this.app = app;
        this.states = states;
        this.proposals = proposals;
        this.ghl = ghl;
        this.service = service;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Where to send the browser.
     *
     * @param nonce to be kept by the browser and given back with the callback
     */
    public record Start(URI page, String nonce) {}

    /** @param company whether a whole agency is to be installed */
    public Start start(boolean company, @Nullable String organizationId) {
        String nonce = ids.next();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", app.clientId());
        query.put("redirect_uri", config.redirectUri().toString());
        query.put("scope", String.join(" ", config.scopes()));
        query.put("state", states.seal(new State(nonce, company, organizationId), clock.instant()));
        String text = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return new Start(URI.create(config.authorizeUrl() + "?" + text), nonce);
    }

    /** The browser is back. */
    public ConnectOutcome callback(@Nullable String code, @Nullable String state, @Nullable String nonceOfBrowser) {
        Optional<State> known = state == null ? Optional.empty() : states.open(state, nonceOfBrowser, clock.instant());
        if (code == null || code.isBlank() || known.isEmpty()) {
            return new ConnectOutcome.Refused("This installation was not begun here, in this browser, in the last 15"
                    + " minutes; begin it with GET /oauth/start.");
        }
        OauthApi.UserType type = known.get().company() ? OauthApi.UserType.COMPANY : OauthApi.UserType.LOCATION;
        return switch (ghl.oauth()
                .exchangeCode(app, Secret.of(code), type, config.redirectUri().toString())) {
            case GhlResponse.Ok ok -> granted(TokenGrant.parse(ok.reply().body()), known.get());
            case GhlResponse.Refused refused ->
                new ConnectOutcome.Refused("GoHighLevel refused the installation (status "
                        + refused.reply().status() + ", " + refused.error().kind()
                        + "); begin again with GET /oauth/start.");
            case GhlResponse.Throttled ignored -> again();
            case GhlResponse.ServerFault ignored -> again();
            case GhlResponse.Failure ignored -> again();
        };
    }

    private ConnectOutcome granted(@Nullable TokenGrant grant, State state) {
        String company = grant == null ? null : grant.companyId();
        String location = grant == null ? null : grant.locationId();
        if (grant == null || (company == null && location == null)) {
            return new ConnectOutcome.Refused(
                    "GoHighLevel's answer names neither location nor company; begin again with GET /oauth/start.");
        }
        LocationConnection proposal = location == null
                ? proposals.company(company, grant, state.organizationId(), WHO)
                : proposals.location(location, company, grant, Auth.OAUTH_LOCATION, state.organizationId(), WHO);
        return service.change(new ConnectionChange(
                proposal.locationId(), ConnectionChange.Action.CONNECT, WHO, null, proposal, ids.next()));
    }

    private static ConnectOutcome again() {
        return new ConnectOutcome.TryAgain(
                "GoHighLevel did not answer; begin the installation again with GET /oauth/start.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
