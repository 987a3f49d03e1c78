package dev.ghlsync.sync.domain.contact;

import java.util.Comparator;

/** Id of a contact in a system of ours. */
public record ExternalId(String system, String id) implements Comparable<ExternalId> {
    private static final Comparator<ExternalId> ORDER =
            Comparator.comparing(ExternalId::system).thenComparing(ExternalId::id);

    @Override
    public int compareTo(ExternalId other) {
        return ORDER.compare(this, other);
    }
}
