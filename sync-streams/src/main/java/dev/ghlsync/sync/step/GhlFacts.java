package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.domain.mirror.Seen;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Optional;

/** Reads what GoHighLevel's JSON says of contacts. Bad fields cost only themselves. */
public interface GhlFacts {
    /**
     * @param appendedAt epoch ms, the time of a webhook without timestamp
     * @return {@link Input.Seen} or {@link Input.Deleted}; empty when the webhook is not about a contact
     */
    Optional<Input> webhook(Inbound.Webhook webhook, String country, long appendedAt);

    /** @return {@link Input.Seen}, or {@link Input.Deleted} when a read by id found nothing; empty when it is no contact */
    Optional<Input> snapshot(Inbound.Snapshot snapshot, String country);

    /** What a webhook says of another object; empty when it is about none that is followed. */
    Optional<Seen> object(Inbound.Webhook webhook, long appendedAt);

    /** What a read says of another object; empty when it is of none that is followed. */
    Optional<Seen> object(Inbound.Snapshot snapshot);

    /** What the answer to a write states; empty when it carried no contact. */
    Optional<Statement> answer(Inbound.Result result, String country);
}
