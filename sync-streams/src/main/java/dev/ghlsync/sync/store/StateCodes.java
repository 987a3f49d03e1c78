package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Held;
import dev.ghlsync.sync.domain.contact.Issued;
import dev.ghlsync.sync.domain.history.Run;
import dev.ghlsync.sync.domain.history.Stamp;
import java.util.List;

/** The codes of every enum that is stored. */
final class StateCodes {
    static final Codes<Stamp.Rank> RANKS =
            Codes.of(Stamp.Rank.class, List.of(Stamp.Rank.SEARCH, Stamp.Rank.WEBHOOK, Stamp.Rank.READ));

    static final Codes<Run.Origin> ORIGINS = Codes.of(Run.Origin.class, List.of(Run.Origin.FOREIGN, Run.Origin.OURS));

    static final Codes<Issued.Kind> COMMANDS =
            Codes.of(Issued.Kind.class, List.of(Issued.Kind.CREATE, Issued.Kind.UPDATE, Issued.Kind.NOTHING));

    static final Codes<Held.Reason> HOLDS = Codes.of(
            Held.Reason.class,
            List.of(
                    Held.Reason.REFUSED,
                    Held.Reason.SILENTLY_DISCARDED,
                    Held.Reason.OSCILLATING,
                    Held.Reason.DUPLICATE,
                    Held.Reason.DEAD));

    static final Codes<Fetching.Reason> FETCH_REASONS = Codes.of(
            Fetching.Reason.class,
            List.of(
                    Fetching.Reason.CONTRADICTION,
                    Fetching.Reason.NOT_STATED,
                    Fetching.Reason.DELETED_THEN_SEEN,
                    Fetching.Reason.UNCONFIRMED));

    static final Codes<ChangeStatus.Status> CHANGES = Codes.of(
            ChangeStatus.Status.class,
            List.of(
                    ChangeStatus.Status.APPLIED,
                    ChangeStatus.Status.MERGED,
                    ChangeStatus.Status.REJECTED,
                    ChangeStatus.Status.HELD));

    private StateCodes() {}
}
