package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values both sides keep of an opportunity, in one form, by our field names; what has no value is left out. Custom fields are not compared. */
final class DealValues {
    private static final Set<String> STATUSES = Set.of("open", "won", "lost", "abandoned");
    /** Named alike on both sides. */
    private static final List<String> TEXTS =
            List.of("name", "pipelineId", "pipelineStageId", "assignedTo", "source", "lostReasonId");

    private static final String MONEY = "monetaryValueMinor";
    private static final int USUAL_DIGITS = 2;

    private DealValues() {}

    /**
     * An opportunity as GoHighLevel shows it.
     *
     * @param currency ISO 4217, of its monetary value; null if it is not known
     */
    static SortedMap<String, String> ofGhl(JsonNode deal, @Nullable String currency) {
        SortedMap<String, String> values = texts(deal);
        String status = deal.path("status").asText("").toLowerCase(Locale.ROOT);
        values.put("status", STATUSES.contains(status) ? status : "unknown");
        put(values, "ghlContactId", deal.path("contactId"));
        if (!values.containsKey("ghlContactId")) {
            put(values, "ghlContactId", deal.path("contact").path("id"));
        }
        JsonNode money = deal.path("monetaryValue");
        if (money.isNumber() || money.isTextual() && !money.asText().isBlank()) {
            values.put(
                    MONEY,
                    new BigDecimal(money.asText().strip())
                            .movePointRight(digits(currency))
                            .setScale(0, RoundingMode.HALF_UP)
                            .toPlainString());
        }
        return values;
    }

    /** An opportunity as our query API shows it. */
    static SortedMap<String, String> ofOurs(JsonNode deal) {
        SortedMap<String, String> values = texts(deal);
        values.put("status", deal.path("status").asText("").toLowerCase(Locale.ROOT));
        put(values, "ghlContactId", deal.path("ghlContactId"));
        put(values, MONEY, deal.path(MONEY));
        return values;
    }

    private static SortedMap<String, String> texts(JsonNode deal) {
        SortedMap<String, String> values = new TreeMap<>();
        TEXTS.forEach(name -> put(values, name, deal.path(name)));
        return values;
    }

    private static void put(Map<String, String> values, String name, JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
        if (!text.isEmpty()) {
            values.put(name, text);
        }
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
