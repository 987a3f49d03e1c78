package dev.ghlsync.sync.domain.mirror;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one source said of an object, true at a time of GoHighLevel.
 *
 * @param at epoch ms of the object's last update as the source states it; a read by id vouches until its HTTP Date; a source without
 *     such a time counts from when it was said
 * @param said epoch ms at which the source said it: a webhook's timestamp, a read's HTTP Date
 * @param values stated fields; null means stated as empty. A field that is not there was not said
 */
public record Sighting(long at, long said, Source source, SortedMap<String, @Nullable String> values)
        implements Comparable<Sighting> {

    /** Authority of a source, the weakest first. */
    public enum Source {
        /** A list or the search index, which lags. */
        INDEX,
        WEBHOOK,
        /** An answer about this object by its id: the judge. */
        READ
    }

    private static final Comparator<Sighting> ORDER = Comparator.comparingLong(Sighting::at)
            .thenComparingLong(Sighting::said)
            .thenComparing(Sighting::source)
            .thenComparing(sighting -> sighting.values().toString());

    public Sighting {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** By when it was true; total, so that every order of arrival gives the same history. */
    @Override
    public int compareTo(Sighting other) {
        return ORDER.compare(this, other);
    }

    boolean judges() {
        return source == Source.READ;
    }
}
