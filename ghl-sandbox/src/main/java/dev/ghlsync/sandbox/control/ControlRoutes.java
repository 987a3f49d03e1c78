package dev.ghlsync.sandbox.control;

import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.http.Routes;

/** The control API as a table. */
public final class ControlRoutes {
    interface Handler {
        Reply handle(Params params);
    }

    /** A handler whose answer may be of any length. */
    interface StreamingHandler {
        Exchange handle(Params params);
    }

    private final Routes<StreamingHandler> routes = new Routes<>();

    public ControlRoutes(Control control) {
        var locations = new LocationControl(control);
        var contacts = new ContactControl(control);
        var installs = new InstallControl(control);
        var webhooks = new WebhookControl(control.outbox(), control.webhooks(), control.signer());
        var machine = new MachineControl(control);

        on("POST", "/_sandbox/locations", locations::create);
        on("GET", "/_sandbox/locations", locations::list);
        on("PATCH", "/_sandbox/locations/{locationId}", locations::edit);
        on("POST", "/_sandbox/tokens", locations::addToken);
        on("DELETE", "/_sandbox/tokens/{token}", locations::revoke);
        on("POST", "/_sandbox/tokens/{token}/rotate", locations::rotate);
        routes.add("GET", "/_sandbox/state", locations::state);

        on("POST", "/_sandbox/install", installs::install);
        on("POST", "/_sandbox/uninstall", installs::uninstall);

        on("POST", "/_sandbox/locations/{locationId}/contacts", contacts::create);
        on("PATCH", "/_sandbox/locations/{locationId}/contacts/{contactId}", contacts::edit);
        on("DELETE", "/_sandbox/locations/{locationId}/contacts/{contactId}", contacts::delete);
        on("POST", "/_sandbox/locations/{locationId}/contacts/{contactId}/tags", contacts::addTags);
        on("DELETE", "/_sandbox/locations/{locationId}/contacts/{contactId}/tags", contacts::removeTags);
        on("PUT", "/_sandbox/locations/{locationId}/contacts/{contactId}/dnd", contacts::edit);

        on("GET", "/_sandbox/webhooks", webhooks::list);
        on("GET", "/_sandbox/webhooks/counts", webhooks::counts);
        on("GET", "/_sandbox/webhooks/settings", webhooks::settings);
        on("PUT", "/_sandbox/webhooks/settings", webhooks::change);
        on("POST", "/_sandbox/webhooks/pause", params -> webhooks.pause(true));
        on("POST", "/_sandbox/webhooks/resume", params -> webhooks.pause(false));
        on("POST", "/_sandbox/webhooks/{id}/resend", webhooks::resend);
        on("GET", "/_sandbox/keys", webhooks::keys);

        on("GET", "/_sandbox", machine::summary);
        on("GET", "/_sandbox/health", machine::health);
        on("GET", "/_sandbox/app", machine::app);
        on("GET", "/_sandbox/requests", machine::requests);
        on("GET", "/_sandbox/faults", machine::faults);
        on("POST", "/_sandbox/faults", machine::addFault);
        on("DELETE", "/_sandbox/faults", machine::clearFaults);
        on("DELETE", "/_sandbox/faults/{id}", machine::removeFault);
        on("GET", "/_sandbox/settings", machine::settings);
        on("PUT", "/_sandbox/settings", machine::changeSettings);
        on("POST", "/_sandbox/quota/exhaust", machine::exhaustQuota);
        on("GET", "/_sandbox/clock", machine::clock);
        on("POST", "/_sandbox/clock", machine::setClock);
        on("POST", "/_sandbox/reset", machine::reset);
    }

    public Exchange serve(Request request) {
        try {
            var match = routes.find(request.method(), request.path())
                    .orElseThrow(() -> Refusal.notFound("Cannot " + request.method() + " " + request.path()));
            return match.target().handle(new Params(request, match.params()));
        } catch (Refusal refusal) {
            return new Exchange.Answer(refusal.reply());
        }
    }

    private void on(String method, String pattern, Handler handler) {
        routes.add(method, pattern, params -> new Exchange.Answer(handler.handle(params)));
    }
}
