package dev.ghlsync.ghl.client;

import java.time.InstantSource;

/**
 * HighLevel's REST API. Calls block, so run them on virtual threads; they never throw for what HighLevel or the network does. Safe for concurrent
 * use; one client per process is enough. Limits are the caller's business ({@code dev.ghlsync.ghl.quota}).
 */
public final class GhlClient implements AutoCloseable {
    private final GhlTransport transport;
    private final ContactsApi contacts;
    private final OauthApi oauth;
    private final LocationsApi locations;
    private final OpportunitiesApi opportunities;
    private final CalendarsApi calendars;

    public GhlClient(GhlClientConfig config, InstantSource clock) {
        this.transport = new GhlTransport(config, clock);
        this.contacts = new ContactsApi(transport);
        this.oauth = new OauthApi(transport);
        this.locations = new LocationsApi(transport);
        this.opportunities = new OpportunitiesApi(transport);
        this.calendars = new CalendarsApi(transport);
    }

    public ContactsApi contacts() {
        return contacts;
    }

    public OauthApi oauth() {
        return oauth;
    }

    public LocationsApi locations() {
        return locations;
    }

    public OpportunitiesApi opportunities() {
        return opportunities;
    }

    public CalendarsApi calendars() {
        return calendars;
    }

    /** Ends requests in flight; their outcome is then uncertain. */
    @Override
    public void close() {
        transport.close();
    }
}
