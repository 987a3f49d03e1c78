package dev.ghlsync.sync.domain.field;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;

/** Phone numbers by libphonenumber. */
public final class Phones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final String EXTENSION = ";ext=";

    private Phones() {}

    /**
     * E.164 with {@code ;ext=} when there is an extension; text that is no valid number stays as it is, trimmed, so that
     * nothing typed is lost. Only {@link #isNumber} values are an identity.
     *
     * @param country ISO 3166-1 alpha-2 for numbers written without a country code
     */
    public static @Nullable String canonical(@Nullable String value, String country) {
        var trimmed = Canonical.text(value);
        if (trimmed == null) {
            return null;
        }
        try {
            var number = NUMBERS.parse(trimmed, country);
            if (!NUMBERS.isPossibleNumber(number)) {
                return trimmed;
            }
            var e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            return number.hasExtension() && !number.getExtension().isEmpty()
                    ? e164 + EXTENSION + number.getExtension()
                    : e164;
        } catch (NumberParseException e) {
            return trimmed;
        }
    }

    /** The number without its {@code ;ext=} part, as GoHighLevel keeps it. */
    public static String withoutExtension(String canonical) {
        int extension = canonical.indexOf(EXTENSION);
        return extension < 0 ? canonical : canonical.substring(0, extension);
    }

    /** Whether a canonical value is a number in E.164 without extension, so that it may identify a person. */
    public static boolean isNumber(@Nullable String canonical) {
        if (canonical == null || canonical.length() < 5 || canonical.charAt(0) != '+') {
            return false;
        }
        return canonical.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
