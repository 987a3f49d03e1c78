package dev.ghlsync.cli.demo;

import dev.ghlsync.cli.demo.story.Story;
import dev.ghlsync.cli.exit.CommandFailure;
import java.util.Optional;

/**
 * What demo to run.
 *
 * @param contacts contacts the location has before it is connected, from {@link Story#CONTACTS_MIN} to {@value #CONTACTS_MAX}
 * @param sabotage property of a contact in GoHighLevel to spoil before the comparison
 */
record DemoOptions(int contacts, long seed, Optional<String> sabotage) {
    static final int CONTACTS_MAX = 100_000;

    DemoOptions {
        if (contacts < Story.CONTACTS_MIN || contacts > CONTACTS_MAX) {
            throw CommandFailure.usage("--contacts is " + contacts + "; give a number from " + Story.CONTACTS_MIN
                    + " to " + CONTACTS_MAX + ".");
        }
    }
}
