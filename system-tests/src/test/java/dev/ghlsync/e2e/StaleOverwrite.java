package dev.ghlsync.e2e;

import dev.ghlsync.e2e.RequestLog.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An older wanted value after a newer one: what only a process can do that was frozen between its last check and its send.
 *
 * @param newest the newest value that had arrived before
 * @param repaired the write that brought the newest value back, if one came
 */
record StaleOverwrite(String field, Write stale, int newest, Optional<Write> repaired) {

    /** Those of a field, in the order in which the calls of each contact arrived. */
    static List<StaleOverwrite> in(RequestLog log, String field) {
        var found = new ArrayList<StaleOverwrite>();
        for (Map.Entry<String, List<Write>> contact : log.writes(field).entrySet()) {
            int newest = -1;
            List<Write> writes = contact.getValue();
            for (int i = 0; i < writes.size(); i++) {
                int round = writes.get(i).rounds().get(field);
                if (round < newest) {
                    found.add(new StaleOverwrite(
                            field, writes.get(i), newest, repair(writes.subList(i + 1, writes.size()), field, newest)));
                }
                newest = Math.max(newest, round);
            }
        }
        return found;
    }

    private static Optional<Write> repair(List<Write> later, String field, int newest) {
        return later.stream()
                .filter(write -> write.rounds().get(field) >= newest)
                .findFirst();
    }

    /** Whether it came right after a frozen process went on: a request lives no longer than its timeout. */
    boolean followsOneOf(Collection<Instant> thaws, Duration requestTimeout) {
        return thaws.stream()
                .anyMatch(thaw ->
                        !stale.arrived().isBefore(thaw) && stale.arrived().isBefore(thaw.plus(requestTimeout)));
    }
}
