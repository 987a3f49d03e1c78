package dev.ghlsync.sandbox.api;

import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.http.Routes;
import dev.ghlsync.sandbox.install.Installer;
import dev.ghlsync.sandbox.settings.Settings;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The public API as a table: method, path as in the official files, scope, handler. */
public final class ApiRoutes {
    private static final String CONTACTS_READ = "contacts.readonly";
    private static final String CONTACTS_WRITE = "contacts.write";
    private static final String DEALS_READ = "opportunities.readonly";
    private static final String DEALS_WRITE = "opportunities.write";
    private static final String EVENTS_READ = "calendars/events.readonly";
    private static final String EVENTS_WRITE = "calendars/events.write";
    private static final String FIELDS_READ = "locations/customFields.readonly";
    private static final String FIELDS_WRITE = "locations/customFields.write";
    private static final String TAGS_READ = "locations/tags.readonly";
    private static final String TAGS_WRITE = "locations/tags.write";

    private final Routes<Endpoint> routes = new Routes<>();

    private ApiRoutes() {}

    public static Routes<Endpoint> of(
            App app, Tokens tokens, Installer installer, Supplier<Settings> settings, InstantSource clock) {
        var table = new ApiRoutes();
        table.contacts(new ContactsApi(settings), new ContactListsApi(settings), new TagsApi());
        table.contactParts(new TasksApi(clock), new NotesApi(clock), new FollowersApi());
        table.businesses(new BusinessApi());
        table.locations(new LocationsApi(), new TasksApi(clock));
        table.opportunities(new OpportunitiesApi(clock), new OpportunitySearchApi());
        table.calendars(new CalendarsApi(clock));
        table.oauth(new OAuthApi(app, tokens, installer.installs()), new AuthorizePage(app, installer));
        return table.routes;
    }

    private void contacts(ContactsApi contacts, ContactListsApi lists, TagsApi tags) {
        on("POST", "/contacts/", CONTACTS_WRITE, contacts::create);
        on("GET", "/contacts/", CONTACTS_READ, lists::list);
        on("POST", "/contacts/search", CONTACTS_READ, lists::search);
        on("GET", "/contacts/search/duplicate", CONTACTS_READ, contacts::findDuplicate);
        on("POST", "/contacts/upsert", CONTACTS_WRITE, contacts::upsert);
        on("GET", "/contacts/{contactId}", CONTACTS_READ, contacts::get);
        on("PUT", "/contacts/{contactId}", CONTACTS_WRITE, contacts::update);
        on("DELETE", "/contacts/{contactId}", CONTACTS_WRITE, contacts::delete);
        on("POST", "/contacts/{contactId}/tags", CONTACTS_WRITE, tags::add);
        on("DELETE", "/contacts/{contactId}/tags", CONTACTS_WRITE, tags::remove);
        on("POST", "/contacts/bulk/tags/update/{type}", CONTACTS_WRITE, tags::bulk);
    }

    private void businesses(BusinessApi businesses) {
        on("GET", "/contacts/business/{businessId}", CONTACTS_READ, businesses::contactsOf);
        on("POST", "/contacts/bulk/business", CONTACTS_WRITE, businesses::assign);
    }

    private void contactParts(TasksApi tasks, NotesApi notes, FollowersApi followers) {
        on("GET", "/contacts/{contactId}/tasks", CONTACTS_READ, tasks::list);
        on("POST", "/contacts/{contactId}/tasks", CONTACTS_WRITE, tasks::create);
        on("GET", "/contacts/{contactId}/tasks/{taskId}", CONTACTS_READ, tasks::get);
        on("PUT", "/contacts/{contactId}/tasks/{taskId}", CONTACTS_WRITE, tasks::update);
        on("PUT", "/contacts/{contactId}/tasks/{taskId}/completed", CONTACTS_WRITE, tasks::complete);
        on("DELETE", "/contacts/{contactId}/tasks/{taskId}", CONTACTS_WRITE, tasks::delete);
        on("GET", "/contacts/{contactId}/notes", CONTACTS_READ, notes::list);
        on("POST", "/contacts/{contactId}/notes", CONTACTS_WRITE, notes::create);
        on("GET", "/contacts/{contactId}/notes/{id}", CONTACTS_READ, notes::get);
        on("PUT", "/contacts/{contactId}/notes/{id}", CONTACTS_WRITE, notes::update);
        on("DELETE", "/contacts/{contactId}/notes/{id}", CONTACTS_WRITE, notes::delete);
        on("POST", "/contacts/{contactId}/followers", CONTACTS_WRITE, followers::add);
        on("DELETE", "/contacts/{contactId}/followers", CONTACTS_WRITE, followers::remove);
    }

    private void opportunities(OpportunitiesApi deals, OpportunitySearchApi search) {
        on("GET", "/opportunities/search", DEALS_READ, search::byQuery);
        on("POST", "/opportunities/search", DEALS_READ, search::byBody);
        on("GET", "/opportunities/pipelines", DEALS_READ, deals::pipelines);
        on("POST", "/opportunities/", DEALS_WRITE, deals::create);
        on("POST", "/opportunities/upsert", DEALS_WRITE, deals::upsert);
        on("GET", "/opportunities/{id}", DEALS_READ, deals::get);
        on("PUT", "/opportunities/{id}", DEALS_WRITE, deals::update);
        on("PUT", "/opportunities/{id}/status", DEALS_WRITE, deals::status);
        on("DELETE", "/opportunities/{id}", DEALS_WRITE, deals::delete);
    }

    private void calendars(CalendarsApi calendars) {
        on("GET", "/calendars/", "calendars.readonly", calendars::calendars);
        on("GET", "/calendars/events", EVENTS_READ, calendars::events);
        on("POST", "/calendars/events/appointments", EVENTS_WRITE, calendars::create);
        on("GET", "/calendars/events/appointments/{eventId}", EVENTS_READ, calendars::get);
        on("PUT", "/calendars/events/appointments/{eventId}", EVENTS_WRITE, calendars::edit);
        on("DELETE", "/calendars/events/{eventId}", EVENTS_WRITE, calendars::delete);
        on("GET", "/contacts/{contactId}/appointments", CONTACTS_READ, calendars::ofContact);
    }

    private void locations(LocationsApi locations, TasksApi tasks) {
        on("POST", "/locations/{locationId}/tasks/search", "locations/tasks.readonly", tasks::search);
        on("GET", "/locations/{locationId}", "locations.readonly", locations::get);
        on("GET", "/locations/{locationId}/customFields", FIELDS_READ, locations::customFields);
        on("POST", "/locations/{locationId}/customFields", FIELDS_WRITE, locations::addCustomField);
        on("GET", "/locations/{locationId}/customFields/{id}", FIELDS_READ, locations::customField);
        on("DELETE", "/locations/{locationId}/customFields/{id}", FIELDS_WRITE, locations::removeCustomField);
        on("GET", "/locations/{locationId}/tags", TAGS_READ, locations::tags);
        on("POST", "/locations/{locationId}/tags", TAGS_WRITE, locations::addTag);
        on("GET", "/locations/{locationId}/tags/{tagId}", TAGS_READ, locations::tag);
        on("PUT", "/locations/{locationId}/tags/{tagId}", TAGS_WRITE, locations::renameTag);
        on("DELETE", "/locations/{locationId}/tags/{tagId}", TAGS_WRITE, locations::removeTag);
    }

    private void oauth(OAuthApi oauth, AuthorizePage page) {
        on("POST", "/oauth/locationToken", "oauth.write", oauth::locationToken);
        on("GET", "/oauth/installedLocations", "oauth.readonly", oauth::installedLocations);
        on("POST", "/oauth/location-token", "oauth.write", oauth::locationTokenV3);
        on("GET", "/oauth/installed-locations", "oauth.readonly", oauth::installedLocationsV3);
        routes.add("GET", "/oauth/chooselocation", new Endpoint("", true, page::show));
        routes.add("GET", "/v2/oauth/chooselocation", new Endpoint("", true, page::show));
        routes.add("POST", "/oauth/token", new Endpoint("", true, oauth::token));
    }

    private void on(String method, String pattern, String scope, Endpoint.Handler handler) {
        routes.add(method, pattern, new Endpoint(scope, false, handler));
    }
}
