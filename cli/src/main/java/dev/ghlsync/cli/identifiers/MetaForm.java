package dev.ghlsync.cli.identifiers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Meta's normalised forms. Source: Meta, Conversions API, customer information parameters. Null for no value.
 */
final class MetaForm {
    private MetaForm() {}

    static @Nullable String email(@Nullable String email) {
        return email == null ? null : emptyToNull(email.strip().toLowerCase(Locale.ROOT));
    }

    /** Digits with country code, without a plus sign or leading zeros. */
    static @Nullable String phone(@Nullable String phone) {
        return phone == null ? null : emptyToNull(phone.replaceAll("\\D", "").replaceAll("^0+", ""));
    }

    /** Lower case without punctuation; letters of every script stay. */
    static @Nullable String name(@Nullable String name) {
        return name == null
                ? null
                : emptyToNull(name.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{Punct}", "")
                        .strip());
    }

    /** @param date YYYY-MM-DD, or month/day/year */
    static @Nullable String dateOfBirth(@Nullable String date) {
        if (date == null) {
            return null;
        }
        if (date.matches("\\d{1,2}/\\d{1,2}/\\d{4}")) {
            var parts = date.split("/");
            return "%s%02d%02d".formatted(parts[2], Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
        }
        return date.matches("\\d{4}-\\d{2}-\\d{2}") ? date.replace("-", "") : null;
    }

    /** A city or state: lower case without punctuation and spaces. */
    static @Nullable String place(@Nullable String place) {
        return place == null ? null : emptyToNull(place.toLowerCase(Locale.ROOT).replaceAll("[\\p{Punct}\\s]", ""));
    }

    /** Lower case without spaces and dashes; of the United States the first five digits. */
    static @Nullable String zip(@Nullable String zip, @Nullable String country) {
        if (zip == null) {
            return null;
        }
        boolean isUs = "us".equals(country) || (country == null && zip.matches("\\d{5}-\\d{4}"));
        var plain = (isUs ? zip.split("-")[0] : zip).toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return emptyToNull(isUs && plain.length() > 5 ? plain.substring(0, 5) : plain);
    }

    /** @param country ISO 3166-1 alpha-2, or its English name */
    static @Nullable String country(@Nullable String country) {
        if (country == null) {
            return null;
        }
        var plain = country.strip();
        for (var code : Locale.getISOCountries()) {
            if (code.equalsIgnoreCase(plain)
                    || Locale.of("", code).getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(plain)) {
                return code.toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
