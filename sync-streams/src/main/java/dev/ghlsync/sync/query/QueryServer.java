package dev.ghlsync.sync.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.sync.ops.Failures;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the process: one virtual thread per request. */
public final class QueryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads;

    private QueryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens until closed.
     *
     * @param address port 0 picks a free one
     * @throws IllegalStateException with one sentence when the port is taken or the address is not this machine's
     */
    public static QueryServer start(InetSocketAddress address, QueryApi api) {
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "The query API cannot listen on " + address.getHostString() + ":" + address.getPort()
                            + ", because another program does or it is no address of this machine; stop that program"
                            + " or set QUERY_PORT and QUERY_HOST.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The query API cannot listen on " + address.getHostString() + ":" + address.getPort() + ".", e);
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, api));
        server.start();
        return new QueryServer(server, threads);
    }

    /** The bound address. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Answers what is being answered, within a second, and stops. */
    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }

    private static void handle(HttpExchange exchange, QueryApi api) throws IOException {
        try (exchange) {
            exchange.getRequestBody().close();
            var answer = answer(exchange, api);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), isHead ? -1 : answer.body().length);
            if (!isHead) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private static Answer answer(HttpExchange exchange, QueryApi api) {
        try {
            var uri = exchange.getRequestURI();
            return api.answer(new Request(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().containsKey(Forwarder.FORWARDED)));
        } catch (RuntimeException e) {
            LOG.error("A request could not be answered. {}", Failures.describe(e));
            return Answer.error(500, "The request failed here; the log of this instance says why.");
        }
    }
}
