package dev.ghlsync.cli.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Contacts as a table for a terminal. */
final class ContactTable {
    private static final List<String> HEAD =
            List.of("CONTACT", "NAME", "EMAIL", "PHONE", "STATUS", "VERSION", "IN GHL", "PENDING");

    private ContactTable() {}

    static void print(List<JsonNode> contacts, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        contacts.forEach(contact -> rows.add(row(contact)));
        var widths = new ArrayList<>(Collections.nCopies(HEAD.size(), 0));
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        });
        rows.forEach(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        });
    }

    private static List<String> row(JsonNode contact) {
        String name = (text(contact, "givenName") + " " + text(contact, "familyName")).strip();
        return List.of(
                text(contact, "contactId"),
                name,
                text(contact, "email"),
                text(contact, "phone"),
                text(contact, "status"),
                text(contact, "version"),
                text(contact, "ghlContactId"),
                Integer.toString(contact.path("pending").size()));
    }

    private static String text(JsonNode contact, String field) {
        JsonNode value = contact.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
