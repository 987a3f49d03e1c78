package dev.ghlsync.push.outbox;

import dev.ghlsync.push.domain.Disposition;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Work;
import org.jspecify.annotations.Nullable;

/**
 * Where a version's outcome goes. Every method returns once the broker has acknowledged the record, and throws a {@link
 * org.apache.kafka.common.KafkaException} if it refused to.
 */
public interface Outbox {
    void result(Work work, Settlement settlement);

    void retry(Work work, Disposition.Retry retry);

    void deadLetter(Work work, Reason reason, @Nullable Integer httpStatus);

    /** A record that could not be read as a command. */
    void undecodable(RawCommand raw, String error);

    /** A command that came to the wrong partition, where its location's order is not kept, goes to the right one as it is. */
    void reroute(RawCommand raw, String locationId);

    /** More than half of a location's pushes fail, or it works again. */
    void incident(String locationId, boolean failing);

    /** Says that the version's values may have arrived after newer ones, because this process had stood still. */
    void zombieCheck(Work work);

    /** Has every parked contact of a location planned again. */
    void reopen(String locationId, Reason reason);

    /** Asks the owner of the location for a new token.
     *
     * @param tokenVersion the version that was rejected
     */
    void refreshToken(Work work, long tokenVersion);
}
