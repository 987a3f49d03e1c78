package dev.ghlsync.sync.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({"CHF,DE,CHF", ",DE,EUR", ",JP,JPY", ",AQ,", ",XX,", ",'',"})
    void theCurrencyIsTheOneSetElseThatOfTheCountry(@Nullable String set, String country, @Nullable String expected) {
        // When
        var currency = Money.currency(set, country);

        // Then
        assertThat(currency).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "12.5,                 EUR, 1250",
        "12.345,               EUR, 1235",
        "-12.345,              EUR, -1235",
        "12,                   JPY, 12",
        "12.5,                 KWD, 12500",
        "12.5,                 ,    1250",
        "12.5,                 ABC, 1250",
        "12.5,                 XAU, 1250",
        "9999999999999999.99,  EUR, 999999999999999999",
        "10000000000000000,    EUR, "
    })
    void anAmountIsInMinorUnitsUnlessItHasTooManyDigits(
            String amount, @Nullable String currency, @Nullable Long expected) {
        // When
        var minor = Money.minor(amount, currency);

        // Then
        assertThat(minor).isEqualTo(expected);
    }
}
