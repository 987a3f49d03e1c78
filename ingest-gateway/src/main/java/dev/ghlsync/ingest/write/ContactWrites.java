package dev.ghlsync.ingest.write;

import dev.ghlsync.ingest.avro.ChangeRecords;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ContactChange;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes writes of our side and puts them onto {@code crm.changes}. Safe for concurrent use. */
public final class ContactWrites {
    private static final Pattern PRODUCER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int KEY_CHARS_MAX = 255;
    private static final String PRODUCER_DEFAULT = "rest";

    private final Connections connections;
    private final Publisher publisher;
    private final AcceptedChanges accepted;
    private final Ids ids;

    public ContactWrites(Connections connections, Publisher publisher, AcceptedChanges accepted, Ids ids) {
        this.connections = connections;
        this.publisher = publisher;
        this.accepted = accepted;
        this.ids = ids;
    }

    /** Never fails: the future completes with an outcome, within the publisher's time limit. */
    public CompletableFuture<WriteOutcome> write(WriteRequest request) {
        if (!connections.loaded()) {
            return CompletableFuture.completedFuture(new WriteOutcome.TryAgain());
        }
        Optional<LocationConnection> connection = connections.find(request.locationId());
        if (connection.isEmpty()) {
            return CompletableFuture.completedFuture(new WriteOutcome.UnknownLocation());
        }
        try {
            return publish(request, connection.get().organizationId());
        } catch (InvalidChange e) {
            return CompletableFuture.completedFuture(new WriteOutcome.Invalid(e.sentence()));
        }
    }

    private CompletableFuture<WriteOutcome> publish(WriteRequest request, @Nullable String organizationId)
            throws InvalidChange {
        String key = idempotencyKey(request);
        String contactId = contactId(request, key);
        String changeId = key == null
                ? ids.next()
                : Ids.named(
                        "change",
                        request.locationId(),
                        request.kind().name(),
                        request.contactId() == null ? "" : contactId,
                        key);
        ContactChange change = switch (request.kind()) {
            case CREATE, UPDATE -> ChangeReader.read(request.kind(), contactId, request.body());
            case ARCHIVE -> ContactChange.archive(contactId);
        };
        String correlationId = request.correlationId() == null ? changeId : request.correlationId();
        return publisher
                .publish(ChangeRecords.of(
                        change, changeId, producer(request), request.locationId(), organizationId, correlationId))
                .thenApply(outcome -> switch (outcome) {
                    case PublishOutcome.Stored ignored -> {
                        accepted.add(request.locationId(), changeId);
                        yield new WriteOutcome.Accepted(contactId, changeId, correlationId);
                    }
                    case PublishOutcome.Doubtful ignored -> new WriteOutcome.TryAgain();
                });
    }

    private String contactId(WriteRequest request, @Nullable String key) throws InvalidChange {
        if (request.contactId() == null) {
            return key == null ? ids.next() : Ids.named("contact", request.locationId(), key);
        }
        if (!ID.matcher(request.contactId()).matches()) {
            throw new InvalidChange(
                    "The contact id in the path is no id; use the contactId that a create or the query API gave.");
        }
        return request.contactId();
    }

    private static @Nullable String idempotencyKey(WriteRequest request) throws InvalidChange {
        String key = request.idempotencyKey();
        if (key != null && (key.isBlank() || key.length() > KEY_CHARS_MAX)) {
            throw new InvalidChange("The header Idempotency-Key has " + key.length() + " characters; use 1 to "
                    + KEY_CHARS_MAX + ", such as a UUID.");
        }
        return key;
    }

    private static String producer(WriteRequest request) throws InvalidChange {
        String named = request.producer() != null ? request.producer() : ChangeReader.producer(request.body());
        if (named == null) {
            return PRODUCER_DEFAULT;
        }
        if (!PRODUCER.matcher(named).matches()) {
            throw new InvalidChange(
                    "The producer is text that does not fit; use 1 to 64 of a-z, 0-9, '.', '_' and '-', such as"
                            + " crm-web.");
        }
        return named;
    }
}
