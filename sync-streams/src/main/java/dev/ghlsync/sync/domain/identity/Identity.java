package dev.ghlsync.sync.domain.identity;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Identity within a location: ghlContactId is definitive, then email, then phone. Two contacts that live in GoHighLevel by
 * different ids are never taken for one. A phone number alone does not identify a person whose email address is known to be
 * another: families share phones. What more than {@value #SHARED_MAX} contacts have, the number of a switchboard or a placeholder, identifies nobody;
 * looking at all of them would take longer with each that comes.
 */
public final class Identity {
    /** So many contacts may have an email address or a number, and one of them is still meant by it. */
    public static final int SHARED_MAX = 25;

    private Identity() {}

    /** Email address and phone number an input carries, canonical, null when it carries none. */
    public record Traits(@Nullable String email, @Nullable String phone) {}

    /**
     * Ids a change of our side names.
     *
     * @param contactId our id, known or minted by the writer
     */
    public record Target(
            @Nullable String contactId,
            @Nullable String ghlContactId,
            @Nullable ExternalId externalId,
            boolean create) {}

    /** The contact behind a fact from GoHighLevel. */
    public static Resolution ofGhl(Directory directory, String ghlContactId, Traits traits) {
        var linked = contacts(directory, directory.byGhlId(ghlContactId)).stream()
                .filter(c -> ghlContactId.equals(c.ghlContactId()))
                .findFirst();
        if (linked.isPresent()) {
            return new Resolution.Known(linked.get(), null);
        }
        return byTraits(directory, traits, contact -> isFree(contact, ghlContactId));
    }

    /** The contact a change of our side is for. */
    public static Resolution ofOurs(Directory directory, Target target, Traits traits) {
        var named = named(directory, target);
        if (named.isPresent()) {
            return new Resolution.Known(named.get(), null);
        }
        return target.create() ? byTraits(directory, traits, contact -> true) : new Resolution.Nobody(null);
    }

    /** Another contact that an unlinked contact turns out to be by its email address. */
    public static Optional<ContactState> twin(Directory directory, ContactState contact, Traits traits) {
        if (traits.email() == null || contact.ghlContactId() != null) {
            return Optional.empty();
        }
        return mailed(directory, traits.email()).stream()
                .filter(c -> !c.contactId().equals(contact.contactId()) && !Merge.keptApart(c, contact))
                .findFirst();
    }

    /** Whether a contact may be linked to this id: it has no link, or its link is dead. */
    public static boolean isFree(ContactState contact, String ghlContactId) {
        return contact.ghlContactId() == null
                || contact.ghlContactId().equals(ghlContactId)
                || contact.lifecycle().isDeletedInGhl();
    }

    private static Optional<ContactState> named(Directory directory, Target target) {
        if (target.contactId() != null) {
            var known = directory.contact(target.contactId());
            if (known.isPresent()) {
                return known;
            }
        }
        if (target.ghlContactId() != null) {
            var linked = contacts(directory, directory.byGhlId(target.ghlContactId()));
            if (!linked.isEmpty()) {
                return Optional.of(linked.getFirst());
            }
        }
        return target.externalId() == null
                ? Optional.empty()
                : contacts(directory, directory.byExternalId(target.externalId())).stream()
                        .findFirst();
    }

    private static Resolution byTraits(Directory directory, Traits traits, Predicate<ContactState> free) {
        var mailed = traits.email() == null ? List.<ContactState>of() : mailed(directory, traits.email());
        var numbered = Phones.isNumber(traits.phone())
                ? sharing(directory, directory.byPhone(traits.phone(), SHARED_MAX + 1))
                : List.<ContactState>of();
        var byEmail = mailed.stream().filter(free).findFirst();
        if (byEmail.isPresent()) {
            var found = byEmail.get();
            var other = numbered.stream()
                    .map(ContactState::contactId)
                    .filter(id -> !id.equals(found.contactId()))
                    .findFirst()
                    .orElse(null);
            return new Resolution.Known(found, other);
        }
        if (!mailed.isEmpty()) {
            return new Resolution.Nobody(mailed.getFirst().contactId());
        }
        var called =
                numbered.stream().filter(c -> !hasOtherEmail(c, traits.email())).toList();
        var byPhone = called.stream().filter(free).findFirst();
        if (byPhone.isPresent()) {
            return new Resolution.Known(byPhone.get(), null);
        }
        return new Resolution.Nobody(called.isEmpty() ? null : called.getFirst().contactId());
    }

    private static List<ContactState> mailed(Directory directory, String email) {
        return sharing(directory, directory.byEmail(email, SHARED_MAX + 1));
    }

    /** Nobody when they are too many to mean one of them. */
    private static List<ContactState> sharing(Directory directory, List<String> ids) {
        return ids.size() > SHARED_MAX ? List.of() : contacts(directory, ids);
    }

    private static boolean hasOtherEmail(ContactState contact, @Nullable String email) {
        if (email == null) {
            return false;
        }
        var known = contact.valueOf(FieldKey.of(Field.EMAIL));
        return known != null && !known.equals(email);
    }

    /** The contacts behind ids, those merged away left out, the oldest first so that every order of events finds the same. */
    private static List<ContactState> contacts(Directory directory, List<String> ids) {
        var found = new ArrayList<ContactState>();
        for (var id : ids) {
            directory
                    .contact(id)
                    .filter(c -> c.lifecycle().status() != Lifecycle.Status.MERGED)
                    .ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(ContactState::createdAt).thenComparing(ContactState::contactId));
        return found;
    }
}
