package dev.ghlsync.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the JDK server's exchanges into requests and replies. */
public final class HttpEdge implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int MAX_BODY = 8 * 1024 * 1024;

    private final Function<Request, Exchange> service;

    public HttpEdge(Function<Request, Exchange> service) {
        this.service = service;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readNBytes(MAX_BODY + 1);
            Exchange outcome = body.length > MAX_BODY
                    ? new Exchange.Answer(Reply.refusal(413, "request entity too large", "Payload Too Large"))
                    : serve(request(http, body));
            switch (outcome) {
                case Exchange.Answer answer ->
                    send(http, answer.reply(), answer.reply().body().length);
                case Exchange.CutShort cut ->
                    send(http, cut.reply(), cut.reply().body().length / 2);
                case Exchange.Hangup hangup -> LOG.debug("hanging up on {} {}", http.getRequestMethod(), hangup);
            }
        }
    }

    private Exchange serve(Request request) {
        try {
            return service.apply(request);
        } catch (RuntimeException bug) {
            LOG.error("the sandbox failed on {} {}", request.method(), request.path(), bug);
            return new Exchange.Answer(Reply.refusal(500, "Internal server error", "sandbox bug: " + bug));
        }
    }

    private static Request request(HttpExchange http, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        http.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var uri = http.getRequestURI();
        return new Request(http.getRequestMethod(), uri.getRawPath(), Urls.pairs(uri.getRawQuery()), headers, body);
    }

    private static void send(HttpExchange http, Reply reply, int bytesSent) throws IOException {
        var headers = http.getResponseHeaders();
        reply.headers().forEach(headers::set);
        headers.set("Content-Type", reply.contentType());
        headers.set("Server", "ghl-sandbox");
        http.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            http.getResponseBody().write(reply.body(), 0, bytesSent);
        }
    }
}
