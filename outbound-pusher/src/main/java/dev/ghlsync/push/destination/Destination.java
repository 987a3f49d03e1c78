package dev.ghlsync.push.destination;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;

/** GoHighLevel, as far as pushing is concerned. Blocks until the call ended; never throws for what the network does. */
public interface Destination {
    Answer send(Access access, ContactCall call);
}
