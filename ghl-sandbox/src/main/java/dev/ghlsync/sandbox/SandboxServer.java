package dev.ghlsync.sandbox;

import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Listener;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A GoHighLevel stand-in in this JVM. Several may run at once. Its API is at {@link #baseUrl()}, its control API below {@code /_sandbox}.
 */
public final class SandboxServer implements AutoCloseable {
    private final SandboxConfig config;
    private final ExecutorService threads;
    private final SandboxClock clock;
    private final AtomicReference<Assembly> life;
    private final Listener listener;

    private SandboxServer(SandboxConfig config) throws IOException {
        this.config = config;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.clock = new SandboxClock(config.timeScale(), threads);
        if (config.heldAt() != null) {
            clock.hold(config.heldAt());
        }
        this.life = new AtomicReference<>(new Assembly(config, clock, this::reset));
        try {
            this.listener =
                    new Listener(new InetSocketAddress(config.host(), config.port()), this::serve, threads, clock);
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** Starts and binds; fails with one sentence when the port is taken. */
    public static SandboxServer start(SandboxConfig config) {
        try {
            return new SandboxServer(config);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The sandbox cannot listen on " + config.host() + ":" + config.port() + " (" + e.getMessage()
                            + "); choose another port.",
                    e);
        }
    }

    /** Without a trailing slash. */
    public URI baseUrl() {
        String host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
        return URI.create("http://" + host + ":" + listener.port());
    }

    /** Forgets everything and starts over from the configuration and its seed; the clock goes on. */
    public void reset() {
        if (config.heldAt() != null) {
            clock.hold(config.heldAt());
        }
        life.getAndSet(new Assembly(config, clock, this::reset)).close();
    }

    @Override
    public void close() {
        listener.close();
        end();
    }

    private void end() {
        life.get().close();
        clock.close();
        threads.shutdownNow();
    }

    private Exchange serve(Request request) {
        return life.get().serve(request);
    }
}
