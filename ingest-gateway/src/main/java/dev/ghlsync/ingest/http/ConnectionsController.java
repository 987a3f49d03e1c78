package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.connection.ConfigureRequest;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.ConnectRequest;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.read.ReadRuns;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connecting a location with a Private Integration Token, looking at its connection, ending it. */
@Controller("/locations/{locationId}/connection")
final class ConnectionsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String WHO = "operator";

    private final ConnectionService service;
    private final Connections connections;
    private final ReadRuns runs;
    private final Ids ids;

    ConnectionsController(ConnectionService service, Connections connections, ReadRuns runs, Ids ids) {
        this.service = service;
        this.connections = connections;
        this.runs = runs;
        this.ids = ids;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> connect(HttpRequest<?> request, String locationId, @Body byte @Nullable [] body) {
        if (!connections.loaded()) {
            return starting();
        }
        return switch (ConnectBody.read(body == null ? new byte[0] : body)) {
            case ConnectBody.Invalid invalid -> Answers.error(400, invalid.sentence());
            case ConnectBody.Valid(ConnectRequest asked) ->
                answer(service.connect(locationId, asked, who(request), correlationId(request)), locationId);
        };
    }

    @Get
    HttpResponse<byte[]> show(String locationId) {
        if (!connections.loaded()) {
            return starting();
        }
        return connections
                .find(locationId)
                .<HttpResponse<byte[]>>map(found -> Answers.json(200, ConnectionView.of(found, runs)))
                .orElseGet(() -> Answers.unknownLocation(locationId));
    }

    @Put
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> configure(HttpRequest<?> request, String locationId, @Body byte @Nullable [] body) {
        if (!connections.loaded()) {
            return starting();
        }
        return switch (ConfigureBody.read(body == null ? new byte[0] : body)) {
            case ConfigureBody.Invalid invalid -> Answers.error(400, invalid.sentence());
            case ConfigureBody.Valid(ConfigureRequest wanted) ->
                answer(service.configure(locationId, wanted, who(request), correlationId(request)), locationId);
        };
    }

    @Put("/pause")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> pause(HttpRequest<?> request, String locationId, @Body byte @Nullable [] body) {
        if (!connections.loaded()) {
            return starting();
        }
        return switch (PauseBody.read(body == null ? new byte[0] : body)) {
            case PauseBody.Invalid(String sentence) -> Answers.error(400, sentence);
            case PauseBody.Valid valid ->
                answer(
                        service.hold(
                                locationId,
                                valid.inbound(),
                                valid.outbound(),
                                valid.why(),
                                who(request),
                                correlationId(request)),
                        locationId);
        };
    }

    @Delete
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> disconnect(HttpRequest<?> request, String locationId) {
        return connections.loaded()
                ? answer(
                        service.disconnect(locationId, "asked by operator", who(request), correlationId(request)),
                        locationId)
                : starting();
    }

    private HttpResponse<byte[]> answer(ConnectOutcome outcome, String locationId) {
        return switch (outcome) {
            case ConnectOutcome.Done done -> Answers.json(200, ConnectionView.of(done.connection(), runs));
            case ConnectOutcome.Refused refused -> Answers.error(422, refused.sentence());
            case ConnectOutcome.Unknown ignored -> Answers.unknownLocation(locationId);
            case ConnectOutcome.TryAgain again -> Answers.retryLater(503, again.sentence(), RETRY_AFTER);
        };
    }

    private String correlationId(HttpRequest<?> request) {
        String given = CorrelationId.of(request);
        return given == null ? ids.next() : given;
    }

    static String who(HttpRequest<?> request) {
        String named = request.getHeaders().get("X-Operator");
        return named == null || named.isBlank() || named.length() > 100 ? WHO : named;
    }

    private static HttpResponse<byte[]> starting() {
        return Answers.retryLater(
                503,
                "The server is still reading the connections from the broker; ask again after the seconds in"
                        + " Retry-After.",
                RETRY_AFTER);
    }
}
