package dev.ghlsync.sandbox;

import dev.ghlsync.sandbox.scenario.Scenario;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.webhooks.WebhookSettings;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts, and what it returns to on reset.
 *
 * @param port 0 for any free port
 * @param seed decides ids, invented people, keys and draws
 * @param timeScale waits (retries, windows, latency) take their length divided by this; timestamps stay those of the machine
 * @param heldAt when set, time stands still there and moves only by the control API
 * @param webhookConcurrency deliveries in flight at once; 1 keeps order where nothing fails
 * @param journalCapacity how many calls are remembered
 * @param scenario played at start and again after each reset
 */
public record SandboxConfig(
        String host,
        int port,
        long seed,
        double timeScale,
        @Nullable Instant heldAt,
        WebhookSettings webhooks,
        Settings settings,
        int webhookConcurrency,
        int journalCapacity,
        @Nullable Scenario scenario) {

    /** Loopback, any port, seed 7, real time, no webhook target. */
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                "127.0.0.1", 0, 7, 1, null, WebhookSettings.to(null), Settings.DEFAULTS, 8, 10_000, null);
    }

    public SandboxConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port must be between 0 and 65535, it was " + port + ".");
        }
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("The time scale must be greater than 0, it was " + timeScale + ".");
        }
        if (webhookConcurrency < 1 || journalCapacity < 1) {
            throw new IllegalArgumentException("webhookConcurrency and journalCapacity must be at least 1.");
        }
    }

    public SandboxConfig withHost(String changed) {
        return new SandboxConfig(
                changed,
                port,
                seed,
                timeScale,
                heldAt,
                webhooks,
                settings,
                webhookConcurrency,
                journalCapacity,
                scenario);
    }

    public SandboxConfig withPort(int changed) {
        return new SandboxConfig(
                host,
                changed,
                seed,
                timeScale,
                heldAt,
                webhooks,
                settings,
                webhookConcurrency,
                journalCapacity,
                scenario);
    }

    public SandboxConfig withSeed(long changed) {
        return new SandboxConfig(
                host,
                port,
                changed,
                timeScale,
                heldAt,
                webhooks,
                settings,
                webhookConcurrency,
                journalCapacity,
                scenario);
    }

    public SandboxConfig withTimeScale(double changed) {
        return new SandboxConfig(
                host, port, seed, changed, heldAt, webhooks, settings, webhookConcurrency, journalCapacity, scenario);
    }

    public SandboxConfig heldAt(Instant changed) {
        return new SandboxConfig(
                host,
                port,
                seed,
                timeScale,
                changed,
                webhooks,
                settings,
                webhookConcurrency,
                journalCapacity,
                scenario);
    }

    public SandboxConfig withWebhookTarget(URI target) {
        return withWebhooks(WebhookSettings.to(target));
    }

    public SandboxConfig withWebhooks(WebhookSettings changed) {
        return new SandboxConfig(
                host, port, seed, timeScale, heldAt, changed, settings, webhookConcurrency, journalCapacity, scenario);
    }

    public SandboxConfig withSettings(Settings changed) {
        return new SandboxConfig(
                host, port, seed, timeScale, heldAt, webhooks, changed, webhookConcurrency, journalCapacity, scenario);
    }

    public SandboxConfig withWebhookConcurrency(int changed) {
        return new SandboxConfig(
                host, port, seed, timeScale, heldAt, webhooks, settings, changed, journalCapacity, scenario);
    }

    public SandboxConfig withScenario(Scenario changed) {
        return new SandboxConfig(
                host, port, seed, timeScale, heldAt, webhooks, settings, webhookConcurrency, journalCapacity, changed);
    }
}
