package dev.ghlsync.sandbox;

import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Installs;
import dev.ghlsync.sandbox.access.RateLimits;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.api.ApiRoutes;
import dev.ghlsync.sandbox.api.Gate;
import dev.ghlsync.sandbox.bookings.AppointmentEvents;
import dev.ghlsync.sandbox.control.Control;
import dev.ghlsync.sandbox.control.ControlRoutes;
import dev.ghlsync.sandbox.deals.OpportunityEvents;
import dev.ghlsync.sandbox.faults.Faults;
import dev.ghlsync.sandbox.followups.NoteEvents;
import dev.ghlsync.sandbox.followups.TaskEvents;
import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.install.Installer;
import dev.ghlsync.sandbox.journal.Journal;
import dev.ghlsync.sandbox.scenario.Director;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.time.SandboxClock;
import dev.ghlsync.sandbox.webhooks.ContactEvents;
import dev.ghlsync.sandbox.webhooks.LocationEvents;
import dev.ghlsync.sandbox.webhooks.Outbox;
import dev.ghlsync.sandbox.webhooks.Signer;
import dev.ghlsync.sandbox.webhooks.WebhookSettings;
import dev.ghlsync.sandbox.world.World;

/** One life of the sandbox, from start or reset to the next reset: everything wired together from the configuration. */
final class Assembly implements AutoCloseable {
    private static final String CONTROL = "/_sandbox";

    private final Outbox outbox;
    private final Gate gate;
    private final ControlRoutes control;

    Assembly(SandboxConfig config, SandboxClock clock, Runnable reset) {
        var seeds = new Seeds(config.seed());
        var app = App.of(seeds);
        var settings = new Live<>(Settings.class, config.settings());
        var webhooks = new Live<>(WebhookSettings.class, config.webhooks());
        var signer = new Signer(seeds);
        var installs = new Installs();
        outbox = new Outbox(app, installs, clock, webhooks, signer, seeds, config.webhookConcurrency());
        var events = new World.Events(
                new ContactEvents(outbox, settings),
                new OpportunityEvents(outbox, settings),
                new AppointmentEvents(outbox),
                new TaskEvents(outbox),
                new NoteEvents(outbox));
        var world = new World(clock, seeds, settings, events);
        var tokens = new Tokens(clock, seeds.stream("tokens"));
        var installer = new Installer(app, tokens, installs, outbox, clock);
        var limits = new RateLimits(clock, settings);
        var faults = new Faults(seeds);
        var journal = new Journal(config.journalCapacity());
        gate = new Gate(
                ApiRoutes.of(app, tokens, installer, settings, clock),
                tokens,
                limits,
                faults,
                journal,
                settings,
                clock,
                world,
                seeds);
        control = new ControlRoutes(new Control(
                seeds,
                app,
                world,
                tokens,
                installer,
                new LocationEvents(outbox, installs),
                limits,
                faults,
                journal,
                settings,
                webhooks,
                outbox,
                signer,
                clock,
                reset));
        if (config.scenario() != null) {
            Director.play(config.scenario(), clock, control::serve);
        }
    }

    Exchange serve(Request request) {
        return request.path().startsWith(CONTROL) ? control.serve(request) : gate.serve(request);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
