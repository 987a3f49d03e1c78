package dev.ghlsync.sync.domain.identity;

import dev.ghlsync.sync.domain.contact.ContactState;
import org.jspecify.annotations.Nullable;

/** Which contact an input is about. */
public sealed interface Resolution {
    /**
     * A contact we know.
     *
     * @param collidesWith another contact that the phone number names, while the email address names this one
     */
    record Known(ContactState contact, @Nullable String collidesWith) implements Resolution {}

    /**
     * Nobody we know.
     *
     * @param duplicateOf a contact that may be the same person and exists in GoHighLevel by another id, so that the two stay
     *     apart
     */
    record Nobody(@Nullable String duplicateOf) implements Resolution {}
}
