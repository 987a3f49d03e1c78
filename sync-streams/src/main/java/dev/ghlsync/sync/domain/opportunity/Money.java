package dev.ghlsync.sync.domain.opportunity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Monetary values of a location. */
public final class Money {
    private static final int USUAL_DIGITS = 2;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Money() {}

    /**
     * The currency of a location: the one set, else that of its country.
     *
     * @param set ISO 4217, null when none is set
     * @param country ISO 3166-1 alpha-2
     * @return ISO 4217, null when neither names one
     */
    public static @Nullable String currency(@Nullable String set, String country) {
        if (set != null) {
            return set;
        }
        if (!COUNTRIES.contains(country)) {
            return null;
        }
        var ofCountry = Currency.getInstance(Locale.of("", country));
        return ofCountry == null ? null : ofCountry.getCurrencyCode();
    }

    /**
     * An amount in minor units, rounded half up; null when it has too many digits.
     *
     * @param amount decimal number in major units
     * @param currency ISO 4217; of an unknown one a unit has a hundred minor ones
     */
    public static @Nullable Long minor(String amount, @Nullable String currency) {
        var minor = new BigDecimal(amount).movePointRight(digits(currency)).setScale(0, RoundingMode.HALF_UP);
        return minor.precision() > 18 ? null : minor.longValue();
    }

    private static int digits(@Nullable String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .map(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElse(USUAL_DIGITS);
    }
}
