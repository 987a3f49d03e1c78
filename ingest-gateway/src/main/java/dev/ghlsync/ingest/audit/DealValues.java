package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The values both sides keep of an opportunity, in one form, by our field names; what has no value is left out. Custom fields are not compared. */
final class DealValues {
    private static final Set<String> STATUSES = Set.of("open", "won", "lost", "abandoned");
    /** Named alike on both sides. */
    private static final List<String> TEXTS =
            List.of("name", "pipelineId", "pipelineStageId", "assignedTo", "source", "lostReasonId");

    private static final String CONTACT = "ghlContactId";
    private static final String MONEY = "monetaryValueMinor";
    private static final int USUAL_DIGITS = 2;
    private static final int MINOR_DIGITS_MAX = 18;

    private DealValues() {}

    /**
     * An opportunity as GoHighLevel shows it.
     *
     * @param currency ISO 4217, of its monetary value; null if it is not known
     */
    static SortedMap<String, String> ofGhl(JsonNode deal, @Nullable String currency) {
        Values texts = texts(deal).text(CONTACT, deal.path("contactId"));
        if (!texts.has(CONTACT)) {
            texts.text(CONTACT, deal.path("contact").path("id"));
        }
        SortedMap<String, String> values = texts.all();
        String status = deal.path("status").asText("").toLowerCase(Locale.ROOT);
        values.put("status", STATUSES.contains(status) ? status : "unknown");
        JsonNode money = deal.path("monetaryValue");
        String minor =
                money.isNumber() || money.isTextual() ? minor(money.asText().strip(), currency) : null;
        if (minor != null) {
            values.put(MONEY, minor);
        }
        return values;
    }

    /** In minor units; null for what sync-streams keeps no value of: no number, or one with too many digits. */
    private static @Nullable String minor(String amount, @Nullable String currency) {
        try {
            BigDecimal number = new BigDecimal(amount).stripTrailingZeros();
            if (!Decimals.isShort(number)) {
                return null;
            }
            BigDecimal minor = number.movePointRight(digits(currency)).setScale(0, RoundingMode.HALF_UP);
            return minor.precision() > MINOR_DIGITS_MAX ? null : minor.toPlainString();
        } catch (NumberFormatException e) {
            return null; // Text, which an amount may be.
        }
    }

    /** An opportunity as our query API shows it. */
    static SortedMap<String, String> ofOurs(JsonNode deal) {
        SortedMap<String, String> values = texts(deal)
                .text(CONTACT, deal.path(CONTACT))
                .text(MONEY, deal.path(MONEY))
                .all();
        values.put("status", deal.path("status").asText("").toLowerCase(Locale.ROOT));
        return values;
    }

    private static Values texts(JsonNode deal) {
        var values = new Values();
        TEXTS.forEach(name -> values.text(name, deal.path(name)));
        return values;
    }

    private static int digits(@Nullable String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElse(USUAL_DIGITS);
    }
}
