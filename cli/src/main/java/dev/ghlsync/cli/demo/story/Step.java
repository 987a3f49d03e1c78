package dev.ghlsync.cli.demo.story;

import java.util.Set;

/**
 * Something that happens to one contact. Contacts have names within the story: those that exist before it begins, and
 * those that a step makes.
 */
public sealed interface Step {
    /** Who does it. */
    enum By {
        /** A person in GoHighLevel's own pages. */
        GHL_USER,
        /** A system of ours through the REST API of the gateway. */
        OUR_REST,
        /** A system of ours that writes to {@code crm.changes} itself. */
        OUR_TOPIC
    }

    By by();

    /** Name of the contact within the story. */
    String contact();

    record Create(By by, String contact, Fields fields, Set<String> tags) implements Step {}

    record Update(By by, String contact, Fields fields) implements Step {}

    record Retag(By by, String contact, Set<String> add, Set<String> remove) implements Step {}

    /** Only in GoHighLevel, which owns it. */
    record Block(String contact) implements Step {
        @Override
        public By by() {
            return By.GHL_USER;
        }
    }

    /** In GoHighLevel a delete, with us an archive. */
    record Remove(By by, String contact) implements Step {}
}
