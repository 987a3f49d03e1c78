package dev.ghlsync.push;

import dev.ghlsync.push.domain.Disposition;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.push.outbox.Outbox;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Outcomes as lines; a fault point before each write. */
final class FakeOutbox implements Outbox {
    final List<String> written = new CopyOnWriteArrayList<>();
    /** Throws to die before the outcome is written. */
    volatile Consumer<String> before = line -> {};

    /** What a process that dies at a fault point throws. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void result(Work work, Settlement settlement) {
        boolean isTold = EnumSet.of(Settlement.Outcome.SUPERSEDED, Settlement.Outcome.PARKED)
                .contains(settlement.outcome());
        write(settlement.outcome() + " " + work.wish().contactId() + "@"
                + work.wish().version() + (isTold && work.maybeSent() ? " maybe sent" : ""));
    }

    @Override
    public void retry(Work work, Disposition.Retry retry) {
        write("RETRY " + work.wish().contactId() + "@" + work.wish().version() + " " + retry.tier());
    }

    @Override
    public void deadLetter(Work work, Reason reason, @Nullable Integer httpStatus) {
        write("DLQ " + work.wish().contactId() + "@" + work.wish().version() + " " + reason.code());
    }

    @Override
    public void undecodable(RawCommand raw, String error) {
        write("DLQ " + raw);
    }

    @Override
    public void refreshToken(Work work, long tokenVersion) {
        write("TOKEN " + work.wish().locationId() + " " + tokenVersion);
    }

    @Override
    public void reroute(RawCommand raw, String locationId) {
        write("REROUTED " + raw + " " + locationId);
    }

    @Override
    public void incident(String locationId, boolean failing) {
        write((failing ? "FAILING " : "RECOVERED ") + locationId);
    }

    @Override
    public void zombieCheck(Work work) {
        write("ZOMBIE_CHECK " + work.wish().contactId() + "@" + work.wish().version());
    }

    @Override
    public void reopen(String locationId, Reason reason) {
        write("REOPEN " + locationId + " " + reason.code());
    }

    private void write(String line) {
        before.accept(line);
        written.add(line);
    }
}
