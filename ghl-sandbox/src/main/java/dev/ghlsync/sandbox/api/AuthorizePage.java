package dev.ghlsync.sandbox.api;

import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.install.Installer;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.world.SubAccount;
import dev.ghlsync.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The marketplace's choose-location page: shows the locations, and on a choice installs the app and redirects with code and state. */
final class AuthorizePage {
    /** The parameter that stands for a person's click; "agency" installs everywhere. */
    private static final String CHOICE = "choose";

    private final App app;
    private final Installer installer;

    AuthorizePage(App app, Installer installer) {
        this.app = app;
        this.installer = installer;
    }

    Reply show(ApiCall call) {
        Params params = call.params();
        if (!app.clientId().equals(params.query("client_id"))) {
            throw Refusal.badRequest("Invalid client: client is invalid");
        }
        String redirect = params.query("redirect_uri");
        if (redirect == null || redirect.isBlank()) {
            throw Refusal.badRequest("Missing parameter: redirectUri");
        }
        String choice = params.query(CHOICE);
        return choice == null ? page(call.world(), params) : chosen(call.world(), params, choice, redirect);
    }

    private Reply chosen(World world, Params params, String choice, String redirect) {
        String wanted = params.query("scope");
        Set<String> scopes = wanted == null || wanted.isBlank()
                ? Set.of()
                : Set.of(wanted.strip().split("\\s+"));
        String code;
        if (choice.equals("agency")) {
            var ids =
                    world.all().stream().map(account -> account.location().id()).toList();
            code = installer.agency(ids, "sandboxAgencyAdmin01", scopes);
        } else {
            Location location = world.find(choice)
                    .map(SubAccount::location)
                    .orElseThrow(() -> Refusal.badRequest("Location with id " + choice + " not found"));
            code = installer.location(choice, location.users().getFirst(), scopes);
        }
        String state = params.query("state");
        return Reply.redirect(redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code
                + (state == null ? "" : "&state=" + encoded(state)));
    }

    private static Reply page(World world, Params params) {
        var html = new StringBuilder(
                "<!doctype html><meta charset=utf-8><title>Choose a location</title><h1>Choose a location</h1><ul>");
        for (SubAccount account : world.all()) {
            item(html, params, account.location().id(), account.location().name());
        }
        item(html, params, "agency", "The whole agency");
        return Reply.text(200, "text/html; charset=utf-8", html.append("</ul>").toString());
    }

    private static void item(StringBuilder html, Params params, String choice, String label) {
        html.append("<li><a href=\"?").append(CHOICE).append('=').append(encoded(choice));
        for (String name : new String[] {"client_id", "redirect_uri", "scope", "state", "response_type"}) {
            @Nullable String value = params.query(name);
            if (value != null) {
                html.append("&amp;").append(name).append('=').append(encoded(value));
            }
        }
        html.append("\">")
                .append(label.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</a></li>");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
