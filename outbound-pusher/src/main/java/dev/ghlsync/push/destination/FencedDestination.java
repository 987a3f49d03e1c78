package dev.ghlsync.push.destination;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Sends nothing for a contact that may belong to another process by now. A process frozen between this check and the send cannot be excluded: it finds
 * out afterwards, by the time that passed, and says so.
 *
 * @param longest a call that took longer may have arrived when the contact had another owner; the lease lasts at least so long beyond the check
 */
public record FencedDestination(Destination next, InstantSource clock, Duration longest) implements Destination {
    @Override
    public Answer send(Access access, ContactCall call) {
        Instant asked = clock.instant();
        if (!access.stillOurs().getAsBoolean()) {
            return new Answer.NotOurs();
        }
        Answer answer = next.send(access, call);
        if (call.writes() && clock.instant().isAfter(asked.plus(longest))) {
            access.sentLate().run();
        }
        return answer;
    }
}
