package dev.ghlsync.sync.domain.identity;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import java.util.List;
import java.util.Optional;

/** Look-ups among the contacts of one location. */
public interface Directory {
    /** The contact with this id, or the one the id is an alias of. */
    Optional<ContactState> contact(String contactId);

    /** Ids of contacts with this link, sorted. */
    List<String> byGhlId(String ghlContactId);

    /** Ids of contacts with this email address, sorted; the first {@code max} of them. */
    List<String> byEmail(String email, int max);

    /** Ids of contacts with this number, sorted; the first {@code max} of them. */
    List<String> byPhone(String phone, int max);

    /** Ids of contacts with this id in a system of ours, sorted. */
    List<String> byExternalId(ExternalId externalId);
}
