package dev.ghlsync.sync.domain.identity;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The contacts of a location, looked up by what they hold. */
final class KnownPeople implements Directory {
    private final Map<String, ContactState> contacts = new TreeMap<>();
    private final Map<String, String> staleLinks = new TreeMap<>();

    void add(ContactState... people) {
        for (var person : people) {
            contacts.put(person.contactId(), person);
        }
    }

    /** An entry of the index of links, whatever the contact says. */
    void indexed(String ghlContactId, String contactId) {
        staleLinks.put(ghlContactId, contactId);
    }

    @Override
    public Optional<ContactState> contact(String contactId) {
        return Optional.ofNullable(contacts.get(contactId));
    }

    @Override
    public List<String> byGhlId(String ghlContactId) {
        var ids = new ArrayList<>(ids(contact -> ghlContactId.equals(contact.ghlContactId())));
        Optional.ofNullable(staleLinks.get(ghlContactId)).ifPresent(ids::add);
        return ids;
    }

    @Override
    public List<String> byEmail(String email, int max) {
        return ids(contact -> email.equals(contact.valueOf(FieldKey.of(Field.EMAIL)))).stream()
                .limit(max)
                .toList();
    }

    @Override
    public List<String> byPhone(String phone, int max) {
        return ids(contact -> phone.equals(contact.valueOf(FieldKey.of(Field.PHONE)))).stream()
                .limit(max)
                .toList();
    }

    @Override
    public List<String> byExternalId(ExternalId externalId) {
        return ids(contact -> contact.externalIds().contains(externalId));
    }

    private List<String> ids(Predicate<ContactState> wanted) {
        return contacts.values().stream()
                .filter(wanted)
                .map(ContactState::contactId)
                .toList();
    }
}
