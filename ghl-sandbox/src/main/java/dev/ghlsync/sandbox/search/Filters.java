package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads search filters: conditions {@code {field, operator, value}} and groups {@code {group, filters}}. */
final class Filters {
    private Filters() {}

    /** All conditions of the array, joined by AND. */
    static Predicate<Contact> all(@Nullable JsonNode filters) {
        Predicate<Contact> all = contact -> true;
        for (Predicate<Contact> one : list(filters)) {
            all = all.and(one);
        }
        return all;
    }

    private static List<Predicate<Contact>> list(@Nullable JsonNode filters) {
        List<Predicate<Contact>> list = new ArrayList<>();
        if (filters == null || filters.isNull()) {
            return list;
        }
        if (!filters.isArray()) {
            throw refuse("filters must be an array");
        }
        filters.forEach(filter -> list.add(filter.has("group") ? group(filter) : condition(filter)));
        return list;
    }

    private static Predicate<Contact> group(JsonNode group) {
        List<Predicate<Contact>> parts = list(group.get("filters"));
        return switch (group.path("group").asText()) {
            case "AND" -> contact -> parts.stream().allMatch(part -> part.test(contact));
            case "OR" -> contact -> parts.stream().anyMatch(part -> part.test(contact));
            default -> throw refuse("group must be one of the following values: AND, OR");
        };
    }

    private static Predicate<Contact> condition(JsonNode condition) {
        String name = condition.path("field").asText();
        Function<Contact, List<?>> reader = SearchFields.reader(name);
        if (reader == null) {
            throw refuse("Invalid field " + name + " in filters");
        }
        String operator = condition.path("operator").asText();
        JsonNode value = condition.path("value");
        if (name.equals("email") && operator.endsWith("contains")) {
            throw refuse("Invalid operator " + operator + " for field email");
        }
        return switch (operator) {
            case "eq" -> contact -> any(reader.apply(contact), value, Filters::equal);
            case "not_eq" -> contact -> !any(reader.apply(contact), value, Filters::equal);
            case "contains" -> contact -> any(reader.apply(contact), value, Filters::contains);
            case "not_contains" -> contact -> !any(reader.apply(contact), value, Filters::contains);
            case "exists" -> contact -> !reader.apply(contact).isEmpty();
            case "not_exists" -> contact -> reader.apply(contact).isEmpty();
            case "range" -> range(reader, value);
            default -> throw refuse("Invalid operator " + operator + " for field " + name);
        };
    }

    private interface Comparison {
        boolean holds(Object actual, String wanted);
    }

    private static boolean any(List<?> actual, JsonNode wanted, Comparison comparison) {
        for (JsonNode one : wanted.isArray() ? wanted : List.of(wanted)) {
            String text = one.asText().toLowerCase(Locale.ROOT);
            if (actual.stream().anyMatch(value -> comparison.holds(value, text))) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Object actual, String wanted) {
        return actual instanceof Instant instant
                ? instant.equals(instantOf(wanted))
                : actual.toString().toLowerCase(Locale.ROOT).equals(wanted);
    }

    private static boolean contains(Object actual, String wanted) {
        return actual.toString().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static Predicate<Contact> range(Function<Contact, List<?>> reader, JsonNode value) {
        if (!value.isObject()) {
            throw refuse("range value must be an object with gt, gte, lt or lte");
        }
        Instant gt = bound(value, "gt");
        Instant gte = bound(value, "gte");
        Instant lt = bound(value, "lt");
        Instant lte = bound(value, "lte");
        return contact -> reader.apply(contact).stream()
                .filter(Instant.class::isInstance)
                .map(Instant.class::cast)
                .anyMatch(at -> (gt == null || at.isAfter(gt))
                        && (gte == null || !at.isBefore(gte))
                        && (lt == null || at.isBefore(lt))
                        && (lte == null || !at.isAfter(lte)));
    }

    private static @Nullable Instant bound(JsonNode range, String name) {
        JsonNode bound = range.get(name);
        if (bound == null || bound.isNull()) {
            return null;
        }
        Instant at = bound.isNumber() ? Instant.ofEpochMilli(bound.longValue()) : instantOf(bound.asText());
        if (at == null) {
            throw refuse(name + " must be a valid ISO 8601 date string");
        }
        return at;
    }

    private static @Nullable Instant instantOf(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }

    private static Refusal refuse(String message) {
        return Refusal.unprocessable(List.of(message));
    }
}
