package dev.ghlsync.push.destination;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;

/**
 * Sends nothing for a contact that may belong to another process by now. A process frozen between this check and the
 * send cannot be excluded; the reader of commands repairs what it overwrites, because the response comes back as a
 * snapshot.
 */
public record FencedDestination(Destination next) implements Destination {
    @Override
    public Answer send(Access access, ContactCall call) {
        return access.stillOurs().getAsBoolean() ? next.send(access, call) : new Answer.NotOurs();
    }
}
