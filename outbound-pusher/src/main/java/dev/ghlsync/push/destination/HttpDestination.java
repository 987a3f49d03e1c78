package dev.ghlsync.push.destination;

import dev.ghlsync.ghl.client.ContactsApi;
import dev.ghlsync.ghl.client.FailureCause;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls over HTTP: domain call to request, response to domain answer. */
public final class HttpDestination implements Destination {
    /** Length of the window when a 429 does not state one (HighLevel docs, OAuth Authorization). */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private static final Duration DAY = Duration.ofDays(1);

    private final ContactsApi contacts;

    public HttpDestination(ContactsApi contacts) {
        this.contacts = contacts;
    }

    @Override
    public Answer send(Access access, ContactCall call) {
        return answer(exchange(access, call), call);
    }

    GhlResponse exchange(Access access, ContactCall call) {
        return switch (call) {
            case ContactCall.Read(String id) -> contacts.get(access.token(), id);
            case ContactCall.FindDuplicate(var email, var phone) ->
                contacts.searchDuplicate(access.token(), access.locationId(), email, phone);
            case ContactCall.Create(var fields, var tags) ->
                contacts.create(access.token(), ContactBodies.create(access.locationId(), fields, tags));
            case ContactCall.Update(String id, var fields) ->
                contacts.update(access.token(), id, ContactBodies.update(fields));
            case ContactCall.AddTags(String id, var tags) -> contacts.addTags(access.token(), id, tags);
            case ContactCall.RemoveTags(String id, var tags) -> contacts.removeTags(access.token(), id, tags);
        };
    }

    Answer answer(GhlResponse response, ContactCall call) {
        return switch (response) {
            case GhlResponse.Ok(GhlReply reply) -> accepted(reply, call);
            case GhlResponse.Refused(GhlReply reply, GhlError error) -> refused(reply, error, call);
            case GhlResponse.Throttled(GhlReply reply, GhlError ignored) -> throttled(reply);
            case GhlResponse.ServerFault(GhlReply reply, GhlError ignored) -> new Answer.ServerFault(reply.status());
            case GhlResponse.Failure failure -> new Answer.NoAnswer(reason(failure.cause()), failure.maybeSent());
        };
    }

    private static Answer accepted(GhlReply reply, ContactCall call) {
        return switch (call) {
            case ContactCall.AddTags ignored -> new Answer.Done(reply.status());
            case ContactCall.RemoveTags ignored -> new Answer.Done(reply.status());
            case ContactCall.FindDuplicate ignored ->
                reply.json().path("contact").isNull()
                        ? new Answer.Done(reply.status())
                        : contact(reply, Snapshot.Source.GET, Set.of());
            case ContactCall.Read ignored -> contact(reply, Snapshot.Source.GET, Set.of());
            case ContactCall.Update ignored -> contact(reply, Snapshot.Source.WRITE_RESPONSE, Set.of());
            case ContactCall.Create ignored ->
                contact(reply, Snapshot.Source.WRITE_RESPONSE, ContactViews.UNSTATED_BY_CREATE);
        };
    }

    private static Answer contact(GhlReply reply, Snapshot.Source source, Set<String> unstated) {
        @Nullable Snapshot snapshot = ContactViews.snapshot(reply, source, unstated);
        return snapshot == null ? new Answer.Unreadable(reply.status()) : new Answer.Contact(reply.status(), snapshot);
    }

    private static Answer refused(GhlReply reply, GhlError error, ContactCall call) {
        Answer.Refusal refusal = switch (error.kind()) {
            case DUPLICATE_CONTACT -> Answer.Refusal.DUPLICATE;
            case NOT_FOUND -> Answer.Refusal.NOT_FOUND;
            case UNKNOWN_PROPERTY, INVALID -> Answer.Refusal.INVALID;
            case TOKEN_INVALID -> Answer.Refusal.TOKEN_INVALID;
            case NO_ACCESS_TO_LOCATION -> Answer.Refusal.NO_ACCESS;
            case FORBIDDEN -> Answer.Refusal.FORBIDDEN;
            case INVALID_GRANT, LOCATION_NOT_ACTIVE, THROTTLED, SERVER_FAULT, OTHER -> Answer.Refusal.OTHER;
        };
        return new Answer.Refused(
                reply.status(),
                refusal,
                RefusedFields.named(error, call),
                error.existingContactId(),
                error.matchingField());
    }

    private static Answer throttled(GhlReply reply) {
        Instant now = reply.receivedAt();
        Long dailyRemaining = reply.rateLimit().dailyRemaining();
        if (dailyRemaining != null && dailyRemaining <= 0) {
            return new Answer.DayExhausted(now.plus(DAY));
        }
        if (reply.retryAfter() != null) {
            return new Answer.WindowExhausted(now.plus(reply.retryAfter()));
        }
        Long interval = reply.rateLimit().intervalMs();
        return new Answer.WindowExhausted(
                now.plus(interval == null || interval <= 0 ? WINDOW : Duration.ofMillis(interval)));
    }

    private static Reason reason(FailureCause cause) {
        return switch (cause) {
            case CONNECTION_REFUSED, CONNECT_TIMEOUT, UNKNOWN_HOST, TLS_HANDSHAKE -> Reason.CONNECTION_FAILED;
            case TIMEOUT -> Reason.REQUEST_TIMEOUT;
            case CONNECTION_BROKEN, INTERRUPTED -> Reason.CONNECTION_LOST;
            case RESPONSE_TOO_LARGE -> Reason.UNREADABLE_ANSWER;
        };
    }
}
