package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** Encrypting all stored secrets with the first key, so that an older key can be dropped. */
@Controller("/connections/reencrypt")
final class KeysController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConnectionService service;
    private final Connections connections;

    KeysController(ConnectionService service, Connections connections) {
        this.service = service;
        this.connections = connections;
    }

    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> reencrypt(HttpRequest<?> request) {
        if (!connections.loaded()) {
            return Answers.retryLater(503, "The server is still reading the connections; ask again.", RETRY_AFTER);
        }
        ConnectionService.Rotation rotation = service.reencrypt(ConnectionsController.who(request));
        return Answers.json(
                rotation.waiting() == 0 ? 200 : 202,
                GhlJson.emptyObject()
                        .put("keyId", rotation.keyId())
                        .put("asked", rotation.asked())
                        .put("waiting", rotation.waiting())
                        .put("unreadable", rotation.unreadable()));
    }
}
