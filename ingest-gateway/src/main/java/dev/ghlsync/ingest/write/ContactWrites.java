package dev.ghlsync.ingest.write;

import dev.ghlsync.ingest.avro.ChangeRecords;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ContactChange;
import dev.ghlsync.ingest.domain.HeldDecision;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.publish.Outgoing;
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
        return toKnown(request.locationId(), organizationId -> publish(request, organizationId));
    }

    /**
     * An operator's decision on a held mass change; never fails either.
     *
     * @param operator producer of the decision, as {@code X-Producer} names it
     */
    public CompletableFuture<WriteOutcome> decide(
            HeldDecision decision, String locationId, @Nullable String operator, @Nullable String correlationId) {
        return toKnown(locationId, organizationId -> {
            String changeId = ids.next();
            String correlation = correlationId == null ? changeId : correlationId;
            var record = ChangeRecords.of(
                    new HeldDecision(decision.verdict(), producer(decision.producer())),
                    changeId,
                    operator == null ? PRODUCER_DEFAULT : producer(operator),
                    locationId,
                    organizationId,
                    correlation);
            return stored(record, new WriteOutcome.Accepted(null, changeId, correlation));
        });
    }

    /** A write to a location whose organization is known. */
    @FunctionalInterface
    private interface Write {
        CompletableFuture<WriteOutcome> to(@Nullable String organizationId) throws InvalidChange;
    }

    private CompletableFuture<WriteOutcome> toKnown(String locationId, Write write) {
        if (!connections.loaded()) {
            return CompletableFuture.completedFuture(new WriteOutcome.TryAgain());
        }
        Optional<LocationConnection> connection = connections.find(locationId);
        if (connection.isEmpty()) {
            return CompletableFuture.completedFuture(new WriteOutcome.UnknownLocation());
        }
        try {
            return write.to(connection.get().organizationId());
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
            case CREATE, UPDATE, SPLIT -> ChangeReader.read(request.kind(), contactId, request.body());
            case MERGE -> ContactChange.merge(contactId, MergeBody.survivor(request.body()));
            case ARCHIVE -> ContactChange.archive(contactId);
            case RESTORE -> ContactChange.restore(contactId);
        };
        String correlationId = request.correlationId() == null ? changeId : request.correlationId();
        var record = ChangeRecords.of(
                change, changeId, producer(request), request.locationId(), organizationId, correlationId);
        return stored(record, new WriteOutcome.Accepted(contactId, changeId, correlationId));
    }

    private CompletableFuture<WriteOutcome> stored(Outgoing<?> record, WriteOutcome.Accepted ifStored) {
        return publisher.publish(record).thenApply(outcome -> switch (outcome) {
            case PublishOutcome.Stored ignored -> {
                accepted.add(record.locationId(), ifStored.changeId());
                yield ifStored;
            }
            case PublishOutcome.Doubtful ignored -> new WriteOutcome.TryAgain();
        });
    }

    private String contactId(WriteRequest request, @Nullable String key) throws InvalidChange {
        if (request.contactId() == null) {
            return key == null ? ids.next() : Ids.named("contact", request.locationId(), key);
        }
        if (!isId(request.contactId())) {
            throw new InvalidChange(
                    "The contact id in the path is no id; use the contactId that a create or the query API gave.");
        }
        return request.contactId();
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
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
        return named == null ? PRODUCER_DEFAULT : producer(named);
    }

    private static String producer(String named) throws InvalidChange {
        if (!PRODUCER.matcher(named).matches()) {
            throw new InvalidChange(
                    "The producer is text that does not fit; use 1 to 64 of a-z, 0-9, '.', '_' and '-', such as"
                            + " crm-web.");
        }
        return named;
    }
}
