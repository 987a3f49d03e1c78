package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.model.GhlError;
import java.time.Instant;

/** How one call to HighLevel ended. */
public sealed interface GhlResponse {

    /** Our clock when the request was handed to the network. */
    Instant sentAt();

    /** A complete answer of HighLevel, whatever its status. */
    sealed interface Answered extends GhlResponse {
        GhlReply reply();

        @Override
        default Instant sentAt() {
            return reply().sentAt();
        }
    }

    /** 2xx. */
    record Ok(GhlReply reply) implements Answered {}

    /** 3xx and 4xx except 429. A refused create may still have taken effect (HighLevel docs issue 64). */
    record Refused(GhlReply reply, GhlError error) implements Answered {}

    /** 429: nothing was done; wait for the window or the day. */
    record Throttled(GhlReply reply, GhlError error) implements Answered {}

    /** 5xx: may or may not have taken effect. */
    record ServerFault(GhlReply reply, GhlError error) implements Answered {}

    /** No complete answer. */
    record Failure(FailureCause cause, Instant sentAt, Instant failedAt) implements GhlResponse {
        /** False only if HighLevel certainly did not get the request. */
        public boolean maybeSent() {
            return cause.maybeSent();
        }
    }
}
