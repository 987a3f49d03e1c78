package dev.ghlsync.sandbox;

import dev.ghlsync.sandbox.scenario.Scenario;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a sandbox as a process of its own. Settings by flag or environment: {@code --host} SANDBOX_HOST (127.0.0.1), {@code --port}
 * SANDBOX_PORT (8090), {@code --seed} SANDBOX_SEED (7), {@code --webhook-url} SANDBOX_WEBHOOK_URL (none), {@code --time-scale}
 * SANDBOX_TIME_SCALE (1), {@code --scenario} SANDBOX_SCENARIO (a YAML file, none).
 */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        SandboxConfig config;
        try {
            config = config(args, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        SandboxServer server = SandboxServer.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("GoHighLevel sandbox at " + server.baseUrl() + ", seed " + config.seed());
        new CountDownLatch(1).await();
    }

    static SandboxConfig config(String[] args, Map<String, String> env) {
        var config = SandboxConfig.defaults()
                .withHost(value(args, env, "host", "127.0.0.1"))
                .withPort(number(args, env, "port", "8090").intValue())
                .withSeed(number(args, env, "seed", "7").longValue())
                .withTimeScale(number(args, env, "time-scale", "1").doubleValue());
        String target = value(args, env, "webhook-url", "");
        String scenario = value(args, env, "scenario", "");
        if (!target.isEmpty()) {
            config = config.withWebhookTarget(URI.create(target));
        }
        return scenario.isEmpty() ? config : config.withScenario(Scenario.read(Path.of(scenario)));
    }

    private static Number number(String[] args, Map<String, String> env, String name, String fallback) {
        String text = value(args, env, name, fallback);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, it was \"" + text + "\".", e);
        }
    }

    private static String value(String[] args, Map<String, String> env, String name, String fallback) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--" + name) && i + 1 < args.length) {
                return args[i + 1];
            }
            if (args[i].startsWith("--" + name + "=")) {
                return args[i].substring(name.length() + 3);
            }
        }
        return env.getOrDefault("SANDBOX_" + name.replace('-', '_').toUpperCase(Locale.ROOT), fallback);
    }
}
