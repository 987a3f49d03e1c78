package dev.ghlsync.cli.demo.story;

import java.util.List;

/**
 * What the story builds on.
 *
 * @param contacts names of the contacts that exist, in a fixed order; at least {@link Story#CONTACTS_MIN}
 * @param textField id of a custom field that takes text
 * @param numberField id of a custom field that takes a number
 * @param listField id of a custom field that takes some of {@code choices}
 * @param users GoHighLevel users contacts can be assigned to; at least one
 */
public record Setting(
        List<String> contacts,
        String textField,
        String numberField,
        String listField,
        List<String> choices,
        List<String> users) {
    public Setting {
        contacts = List.copyOf(contacts);
        choices = List.copyOf(choices);
        users = List.copyOf(users);
        if (contacts.size() < Story.CONTACTS_MIN) {
            throw new IllegalArgumentException("The story needs at least " + Story.CONTACTS_MIN
                    + " contacts, there are " + contacts.size() + "; give --contacts a larger number.");
        }
    }
}
