package dev.ghlsync.cli.demo.play;

import dev.ghlsync.cli.demo.story.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A system of ours that writes contacts. */
interface OurSystem {
    /**
     * Which contact is meant.
     *
     * @param contactId our id, when known
     * @param ghlId its id in GoHighLevel, when known
     */
    record Target(@Nullable String contactId, @Nullable String ghlId) {}

    /** Makes a contact and returns our id of it. */
    String create(Fields fields, Set<String> tags);

    void update(Target target, Fields fields, Set<String> tagsAdd, Set<String> tagsRemove);

    void archive(Target target);
}
