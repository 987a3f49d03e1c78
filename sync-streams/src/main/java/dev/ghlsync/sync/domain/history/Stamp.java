package dev.ghlsync.sync.domain.history;

import java.util.Comparator;

/**
 * When a snapshot of a contact was true, in GoHighLevel's time.
 *
 * @param at epoch ms: a webhook's timestamp; a read's dateUpdated, or its HTTP Date when it has none
 * @param until epoch ms up to which the source vouches that nothing changed: a read's HTTP Date; otherwise {@code at}
 * @param rank authority of the source
 */
public record Stamp(long at, long until, Rank rank) implements Comparable<Stamp> {

    /** Authority of a source, the weakest first. */
    public enum Rank {
        /** The search index, which lags. */
        SEARCH,
        /** A webhook, whose timestamp may lag behind the change. */
        WEBHOOK,
        /** An answer about one contact by id: the judge. */
        READ
    }

    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::at).thenComparing(Stamp::rank).thenComparingLong(Stamp::until);

    public Stamp {
        if (until < at) {
            throw new IllegalArgumentException("A snapshot true at " + at + " cannot be vouched for until " + until);
        }
        if (rank != Rank.READ) {
            until = at;
        }
    }

    /** Whether it has the last word on what else was said about this moment. */
    boolean judges() {
        return rank == Rank.READ;
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
