package dev.ghlsync.push.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds fields to which the same values are written again and again: something of ours and something in GoHighLevel correct each other. A field
 * that goes through ever new values is only busy. Remembers hashes, no values, for ten minutes. Safe for concurrent use.
 */
public final class Oscillation {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int FLIPS_MAX = 6;

    private static final int TIDY_EVERY = 1_000;

    private final Map<String, Map<String, Deque<Written>>> byContact = new HashMap<>();
    private int asked;

    /** The fields of a wish that are not to be sent; asking again about the same version changes nothing. */
    public synchronized Set<String> swinging(PushWish wish, Instant now) {
        if (++asked % TIDY_EVERY == 0) {
            tidy(now);
        }
        Set<String> swinging = new HashSet<>();
        if (wish.attempt() > 1) {
            return swinging; // The same write once more, not another one.
        }
        Map<String, Deque<Written>> fields =
                byContact.computeIfAbsent(wish.locationId() + '/' + wish.contactId(), id -> new HashMap<>());
        for (FieldWish field : wish.fields()) {
            Deque<Written> written = fields.computeIfAbsent(field.field(), name -> new ArrayDeque<>());
            forgetOld(written, now);
            if (written.isEmpty() || written.getLast().version() != wish.version()) {
                written.addLast(new Written(wish.version(), Objects.hashCode(field.wanted()), now));
            }
            if (flips(written) > FLIPS_MAX) {
                swinging.add(field.field());
            }
        }
        return swinging;
    }

    private static int flips(Deque<Written> written) {
        Set<Integer> seen = new HashSet<>();
        int flips = 0;
        for (Written each : written) {
            flips += seen.add(each.hash()) ? 0 : 1;
        }
        return flips;
    }

    private void tidy(Instant now) {
        byContact.values().removeIf(fields -> {
            fields.values().removeIf(written -> {
                forgetOld(written, now);
                return written.isEmpty();
            });
            return fields.isEmpty();
        });
    }

    private static void forgetOld(Deque<Written> written, Instant now) {
        while (!written.isEmpty() && written.getFirst().at().isBefore(now.minus(WINDOW))) {
            written.removeFirst();
        }
    }

    private record Written(long version, int hash, Instant at) {}
}
