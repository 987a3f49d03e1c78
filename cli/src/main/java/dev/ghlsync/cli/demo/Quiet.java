package dev.ghlsync.cli.demo;

import dev.ghlsync.cli.demo.play.GhlUser;
import dev.ghlsync.cli.demo.watch.Traffic;
import java.time.Duration;
import java.util.Map;

/** Waits until nothing is on its way: no topic grows and no webhook is undelivered. */
final class Quiet {
    /** Long enough for a webhook, a merge, a push and its echo. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** Reads of a contact are spaced by ten seconds; after this nothing more is to be expected. */
    private static final Duration FINAL = Duration.ofSeconds(15);

    private static final Duration BOUND = Duration.ofMinutes(3);

    /** Whether both sides agree, asked whenever it is quiet. */
    interface Check {
        boolean agreed();
    }

    private final Traffic traffic;
    private final GhlUser ghl;
    private final Pace pace;

    Quiet(Traffic traffic, GhlUser ghl, Pace pace) {
        this.traffic = traffic;
        this.ghl = ghl;
        this.pace = pace;
    }

    /**
     * Returns when it is quiet and the check agrees, or has been quiet so long that it never will.
     *
     * @throws dev.ghlsync.cli.exit.CommandFailure when it does not become quiet within three minutes
     */
    void await(String what, Check check) {
        var limit = pace.limit(BOUND);
        Map<String, Long> before = traffic.ends();
        Duration since = limit.elapsed();
        while (true) {
            limit.pause(what);
            Map<String, Long> now = traffic.ends();
            if (!now.equals(before) || ghl.undelivered() > 0) {
                before = now;
                since = limit.elapsed();
                continue;
            }
            Duration quiet = limit.elapsed().minus(since);
            if (quiet.compareTo(QUIET) >= 0 && (quiet.compareTo(FINAL) >= 0 || check.agreed())) {
                return;
            }
        }
    }
}
