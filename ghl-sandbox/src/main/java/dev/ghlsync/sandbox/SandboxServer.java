package dev.ghlsync.sandbox;

import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.HttpEdge;
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
    static {
        // Without it small answers wait for the client's delayed acknowledgement, 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // The default keeps only 200 idle connections and drops the rest.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
    }

    private final SandboxConfig config;
    private final HttpServer http;
    private final ExecutorService threads;
    private final SandboxClock clock;
    private final AtomicReference<Assembly> life;

    private SandboxServer(SandboxConfig config, HttpServer http) {
        this.config = config;
        this.http = http;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.clock = new SandboxClock(config.timeScale(), threads);
        if (config.heldAt() != null) {
            clock.hold(config.heldAt());
        }
        this.life = new AtomicReference<>(new Assembly(config, clock, this::reset));
        http.setExecutor(threads);
        http.createContext("/", new HttpEdge(this::serve));
        http.start();
    }

    /** Starts and binds; fails with one sentence when the port is taken. */
    public static SandboxServer start(SandboxConfig config) {
        try {
            return new SandboxServer(
                    config, HttpServer.create(new InetSocketAddress(config.host(), config.port()), 1024));
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
        return URI.create("http://" + host + ":" + http.getAddress().getPort());
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
        http.stop(0);
        life.get().close();
        clock.close();
        threads.shutdownNow();
    }

    private Exchange serve(Request request) {
        return life.get().serve(request);
    }
}
