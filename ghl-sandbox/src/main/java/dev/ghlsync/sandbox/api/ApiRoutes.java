package dev.ghlsync.sandbox.api;

import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.http.Routes;
import dev.ghlsync.sandbox.settings.Settings;
import java.util.function.Supplier;

/** The public API as a table: method, path as in the official files, scope, handler. */
final class ApiRoutes {
    private static final String CONTACTS_READ = "contacts.readonly";
    private static final String CONTACTS_WRITE = "contacts.write";
    private static final String FIELDS_READ = "locations/customFields.readonly";
    private static final String FIELDS_WRITE = "locations/customFields.write";
    private static final String TAGS_READ = "locations/tags.readonly";
    private static final String TAGS_WRITE = "locations/tags.write";

    private final Routes<Endpoint> routes = new Routes<>();

    private ApiRoutes() {}

    static Routes<Endpoint> of(App app, Tokens tokens, Supplier<Settings> settings) {
        var table = new ApiRoutes();
        table.contacts(new ContactsApi(settings), new ContactListsApi(settings), new TagsApi());
        table.locations(new LocationsApi());
        table.oauth(new OAuthApi(app, tokens));
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

    private void locations(LocationsApi locations) {
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

    private void oauth(OAuthApi oauth) {
        routes.add("POST", "/oauth/token", new Endpoint("", true, oauth::token));
    }

    private void on(String method, String pattern, String scope, Endpoint.Handler handler) {
        routes.add(method, pattern, new Endpoint(scope, false, handler));
    }
}
