package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Place.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;

/**
 * Copies of a contact that differ in their ids and in every place where the original has {@link #NUMBER}. A number has the length of
 * that, so stored bytes stay readable.
 */
final class StoreCopies {
    /** In values of the original. */
    static final String NUMBER = "0000000";

    private static final Pattern EMAIL = Pattern.compile("person-(\\d{7})@");

    private final String contactId;
    private final String ghlContactId;

    StoreCopies(GenericRecord original) {
        this.contactId = text(original, "contactId");
        this.ghlContactId = text(original, "ghlContactId");
    }

    /** The i-th copy of a text; copy 0 is the original. */
    String of(int i, String text) {
        if (i == 0) {
            return text;
        }
        var number = "%07d".formatted(i);
        return text.replace(contactId, withEnd(contactId, number))
                .replace(ghlContactId, withEnd(ghlContactId, number))
                .replace(NUMBER, number);
    }

    /** The i-th copy of a text of the first copy. */
    String fromFirst(int i, String first) {
        return first.replace("%07d".formatted(1), "%07d".formatted(i));
    }

    /** The i-th copy of bytes that hold texts as UTF-8 of known length. */
    byte[] of(int i, byte[] bytes) {
        // Latin 1 keeps every byte as it is, and the texts that are replaced are ASCII.
        return of(i, new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Which copy a text with its email address is. */
    int number(String text) {
        var email = EMAIL.matcher(text);
        if (!email.find()) {
            throw new IllegalArgumentException("No copy: " + text);
        }
        return Integer.parseInt(email.group(1));
    }

    private static String withEnd(String id, String number) {
        return id.substring(0, id.length() - number.length()) + number;
    }
}
