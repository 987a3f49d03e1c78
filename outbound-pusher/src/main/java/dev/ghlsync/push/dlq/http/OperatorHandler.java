package dev.ghlsync.push.dlq.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator API behind the JDK's HTTP server. */
public final class OperatorHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorHandler.class);
    private static final int BODY_MAX = 1 << 20;

    private final OperatorApi api;

    public OperatorHandler(OperatorApi api) {
        this.api = api;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
            Answer answer = body.length > BODY_MAX
                    ? Answer.error(413, "The body is larger than 1 MiB; send less at once.")
                    : answer(exchange, body);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            return api.answer(new OperatorRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("X-Operator"),
                    body));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("An operator's request could not be answered");
            return Answer.error(500, "The request failed here; the log of this process says why.");
        }
    }
}
