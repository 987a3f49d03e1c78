package dev.ghlsync.sandbox.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.locations.CustomField;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.seed.Stream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Invents contacts. No two of one location share an email or phone; a few have only one of the two, very few neither. */
public final class People {
    private static final List<String> TAGS = List.of(
            "lead",
            "customer",
            "vip",
            "newsletter",
            "webinar 2026",
            "no-show",
            "referral",
            "hot lead",
            "coaching",
            "déjà vu");
    private static final List<String> SOURCES =
            List.of("facebook lead form", "website", "google ads", "referral", "calendly import", "public api");
    private static final List<String> COMPANIES =
            List.of("Acme Coaching", "Blau & Söhne GmbH", "Nordlicht Yoga", "Sunrise Dental", "株式会社さくら", "Casa Verde");
    private static final List<String> MAIL_HOSTS = List.of("example.com", "example.org", "example.net");
    private static final Duration HISTORY = Duration.ofDays(700);

    private final Stream random;
    private final Location location;
    private final Instant now;

    public People(Stream random, Location location, Instant now) {
        this.random = random;
        this.location = location;
        this.now = now;
    }

    /** The contact with this index, 0 and up. */
    public Contact make(int index) {
        Culture culture = Culture.ALL.get(index % Culture.ALL.size());
        Map<TextField, String> text = new EnumMap<>(TextField.class);
        person(culture, index, text);
        address(culture, text);
        text.put(TextField.TYPE, random.chance(0.7) ? "lead" : "customer");
        text.put(TextField.SOURCE, random.pick(SOURCES));
        maybe(0.4, text, TextField.COMPANY_NAME, random.pick(COMPANIES));
        maybe(0.2, text, TextField.WEBSITE, "https://www.example.com/" + index);
        maybe(
                0.3,
                text,
                TextField.DATE_OF_BIRTH,
                LocalDate.of(1950, 1, 1).plusDays(random.below(20_000)).toString());
        maybe(0.5, text, TextField.ASSIGNED_TO, random.pick(location.users()));
        Instant added = now.minusMillis(random.below(HISTORY.toMillis()));
        Instant updated = random.chance(0.3)
                ? added
                : added.plusMillis(
                        random.below(Math.max(1, Duration.between(added, now).toMillis())));
        return new Contact(
                random.id(),
                location.id(),
                Collections.unmodifiableMap(text),
                tags(),
                customFields(),
                random.chance(0.05) ? blocked() : Contact.Dnd.OFF,
                extras(index),
                added,
                updated);
    }

    private void person(Culture culture, int index, Map<TextField, String> text) {
        int given = random.below(culture.given().size());
        int family = random.below(culture.family().size());
        text.put(TextField.FIRST_NAME, culture.given().get(given));
        if (!random.chance(0.05)) {
            text.put(TextField.LAST_NAME, culture.family().get(family));
        }
        boolean email = !random.chance(0.08);
        boolean phone = !random.chance(email ? 0.15 : 0.1);
        if (email) {
            text.put(
                    TextField.EMAIL,
                    culture.latinGiven().get(given) + "."
                            + culture.latinFamily().get(family) + "." + index + "@" + random.pick(MAIL_HOSTS));
        }
        if (phone) {
            text.put(TextField.PHONE, culture.phone(index / Culture.ALL.size()));
        }
    }

    private void address(Culture culture, Map<TextField, String> text) {
        List<String> city = random.pick(culture.cities());
        maybe(0.7, text, TextField.ADDRESS1, (1 + random.below(200)) + " " + random.pick(culture.streets()));
        text.put(TextField.CITY, city.get(0));
        text.put(TextField.STATE, city.get(1));
        maybe(0.8, text, TextField.POSTAL_CODE, city.get(2));
        text.put(TextField.COUNTRY, culture.country());
        maybe(0.6, text, TextField.TIMEZONE, random.pick(culture.timezones()));
    }

    private List<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        int wanted = random.below(4);
        for (int i = 0; i < wanted; i++) {
            tags.add(random.pick(TAGS));
        }
        return List.copyOf(tags);
    }

    private Map<String, JsonNode> customFields() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (CustomField field : location.customFields().values()) {
            if (field.model().equals("contact") && random.chance(0.5)) {
                values.put(field.id(), value(field));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private JsonNode value(CustomField field) {
        return switch (field.dataType()) {
            case "NUMERICAL", "MONETORY" -> DecimalNode.valueOf(BigDecimal.valueOf(random.below(10_000)));
            case "DATE" ->
                TextNode.valueOf(
                        LocalDate.of(2026, 1, 1).plusDays(random.below(365)).toString());
            case "SINGLE_OPTIONS", "RADIO" -> TextNode.valueOf(random.pick(field.options()));
            case "MULTIPLE_OPTIONS", "CHECKBOX" ->
                Json.strings(field.options()
                        .subList(0, 1 + random.below(field.options().size())));
            default -> TextNode.valueOf("Notiz №" + random.below(1_000));
        };
    }

    private Contact.Dnd blocked() {
        ObjectNode settings = Json.object();
        for (String channel : List.of("Call", "Email", "SMS")) {
            settings.putObject(channel)
                    .put("status", "active")
                    .put("message", "asked by mail")
                    .put("code", "103");
        }
        return new Contact.Dnd(true, settings, null);
    }

    private Contact.Extras extras(int index) {
        if (random.chance(0.5)) {
            return Contact.Extras.NONE;
        }
        ObjectNode first = attribution("fb", index);
        ObjectNode last = random.chance(0.5) ? first : attribution("adwords", index);
        List<String> further = random.chance(0.1) ? List.of("alt." + index + "@" + random.pick(MAIL_HOSTS)) : List.of();
        return new Contact.Extras(further, List.of(), List.of(), first, last);
    }

    private ObjectNode attribution(String source, int index) {
        ObjectNode json = Json.object().put("url", "https://www.example.com/offer?utm_source=" + source);
        json.put("campaign", "spring " + (2024 + index % 3))
                .put("utmSource", source)
                .put("utmMedium", "cpc");
        if (source.equals("fb")) {
            json.put("fbclid", "IwAR" + random.letters(24));
            json.put("fbc", "fb.1." + now.toEpochMilli() + "." + random.letters(12));
            json.put("fbp", "fb.1." + now.toEpochMilli() + "." + random.below(2_000_000_000));
        } else {
            json.put("gclid", "Cj0KCQ" + random.letters(30));
        }
        return json.put("medium", "form").put("mediumId", random.id());
    }

    private void maybe(double probability, Map<TextField, String> text, TextField field, String value) {
        if (random.chance(probability)) {
            text.put(field, value);
        }
    }
}
