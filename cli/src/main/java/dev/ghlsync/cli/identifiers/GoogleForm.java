package dev.ghlsync.cli.identifiers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's normalised forms. Source: Google, Data Manager API, formatting of user data. Null for no value and for one that Google
 * would refuse.
 */
final class GoogleForm {
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final Pattern TITLE = Pattern.compile("(?<![\\p{L}.])(mr|mrs|ms|dr)\\.(?![\\p{L}])");
    private static final Pattern SUFFIX =
            Pattern.compile("(,\\s*|\\s+)(jr\\.|sr\\.|2nd|3rd|ii|iii|iv|v|vi|cpa|dc|dds|vm|jd|md|phd),?$");

    private GoogleForm() {}

    /** Of gmail addresses, dots and what follows a plus sign in the local part do not count. */
    static @Nullable String email(@Nullable String email) {
        if (email == null) {
            return null;
        }
        var plain = email.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        int at = plain.indexOf('@');
        if (at < 1 || at != plain.lastIndexOf('@') || at == plain.length() - 1) {
            return null;
        }
        var domain = plain.substring(at + 1);
        if (!GMAIL.contains(domain)) {
            return plain;
        }
        var local = plain.substring(0, at).replaceAll("\\+.*$", "").replace(".", "");
        return local.isEmpty() ? null : local + "@" + domain;
    }

    /** E.164 with a plus sign. */
    static @Nullable String phone(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        var digits = phone.replaceAll("\\D", "");
        return digits.matches("[1-9]\\d{6,14}") ? "+" + digits : null;
    }

    /** Lower case without titles. */
    static @Nullable String givenName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var plain = TITLE.matcher(name.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .strip();
        return plain.isEmpty() ? null : plain;
    }

    /** Lower case without suffixes. */
    static @Nullable String familyName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var plain = " " + name.strip().toLowerCase(Locale.ROOT);
        var matcher = SUFFIX.matcher(plain);
        while (matcher.find()) {
            plain = plain.substring(0, matcher.start());
            matcher = SUFFIX.matcher(plain);
        }
        plain = plain.replaceAll(",$", "").strip();
        return plain.isEmpty() ? null : plain;
    }
}
