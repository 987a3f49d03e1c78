package dev.ghlsync.sandbox.control;

import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.RateLimits;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.faults.Faults;
import dev.ghlsync.sandbox.install.Installer;
import dev.ghlsync.sandbox.journal.Journal;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.time.SandboxClock;
import dev.ghlsync.sandbox.webhooks.LocationEvents;
import dev.ghlsync.sandbox.webhooks.Outbox;
import dev.ghlsync.sandbox.webhooks.Signer;
import dev.ghlsync.sandbox.webhooks.WebhookSettings;
import dev.ghlsync.sandbox.world.World;

/** What the control API can reach. */
public record Control(
        Seeds seeds,
        App app,
        World world,
        Tokens tokens,
        Installer installer,
        LocationEvents locationEvents,
        RateLimits limits,
        Faults faults,
        Journal journal,
        Live<Settings> settings,
        Live<WebhookSettings> webhooks,
        Outbox outbox,
        Signer signer,
        SandboxClock clock,
        Runnable reset) {}
