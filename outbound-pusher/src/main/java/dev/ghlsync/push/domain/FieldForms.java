package dev.ghlsync.push.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When two values of a field are the same to GoHighLevel, although it may write them differently: names lose their
 * case in part of its answers, phones their punctuation, dates gain a time.
 *
 * @param customForm brings the JSON text of a custom field into one form
 */
public record FieldForms(UnaryOperator<String> customForm) {

    public boolean same(String field, @Nullable String a, @Nullable String b) {
        return Objects.equals(form(field, a), form(field, b));
    }

    private @Nullable String form(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (field.startsWith(FieldWish.CUSTOM_PREFIX)) {
            return customValue(customForm.apply(text));
        }
        return switch (field) {
            case "givenName", "familyName", FieldWish.EMAIL, "country" -> text.toLowerCase(Locale.ROOT);
            case FieldWish.PHONE -> text.replaceAll("[^0-9+]", "");
            case "dateOfBirth" -> text.length() > 10 ? text.substring(0, 10) : text;
            default -> text;
        };
    }

    /** A number that comes back as text is the same number; an empty text or list is no value. */
    private static @Nullable String customValue(String json) {
        boolean quoted = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        String text = quoted ? json.substring(1, json.length() - 1) : json;
        return text.isBlank() || "null".equals(json) || "[]".equals(json) || "{}".equals(json) ? null : text;
    }
}
