package dev.ghlsync.cli.demo.story;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invents people and single values. No two have the same email or phone, nor does anyone the sandbox invents. */
final class People {
    private static final List<String> GIVEN =
            List.of("Ada", "Bela", "Chiara", "Dmitri", "Élodie", "Femi", "Grace", "Hiro", "Ines", "José");
    private static final List<String> FAMILY =
            List.of("Abara", "Brandt", "Costa", "Duarte", "Eze", "Fischer", "García", "Hansen", "Ito", "O'Neill");
    private static final List<String> STREETS = List.of("Main Street", "Elm Avenue", "Harbor Road", "Maple Lane");
    private static final List<String> CITIES = List.of("Austin", "Boise", "Chicago", "Denver", "Portland");
    private static final List<String> STATES = List.of("TX", "ID", "IL", "CO", "OR");
    private static final List<String> ZONES =
            List.of("America/Chicago", "America/Denver", "America/New_York", "Europe/Berlin");
    private static final List<String> COMPANIES = List.of("Harbor Coaching", "Northwind Studio", "Lumen Health");
    private static final LocalDate BIRTHS_FROM = LocalDate.of(1955, 1, 1);
    private static final int BIRTHS_DAYS = 18_000;
    /** Numbers of Manhattan that the sandbox does not give out. */
    private static final long PHONES_FROM = 16_462_200_000L;

    private final RandomGenerator random;
    private int given;

    People(RandomGenerator random) {
        this.random = random;
    }

    /** Someone with a value for every text field and custom field. */
    Fields everything(Setting setting) {
        Fields fields = Fields.NONE
                .with("givenName", pick(GIVEN))
                .with("familyName", pick(FAMILY))
                .with("email", email())
                .with("phone", phone())
                .with("company", pick(COMPANIES));
        for (String field : List.of(
                "addressLine1", "city", "state", "postalCode", "country", "website", "dateOfBirth", "timezone")) {
            fields = fields.with(field, value(field));
        }
        return fields.with("assignedTo", pick(setting.users()))
                .withCustom(setting.textField(), "Wants to " + pick(List.of("sleep", "run", "learn")) + " more")
                .withCustom(setting.numberField(), 1 + random.nextInt(5_000))
                .withCustom(setting.listField(), List.of(pick(setting.choices())));
    }

    /** A new value for a text field. */
    String value(String field) {
        return switch (field) {
            case "givenName" -> pick(GIVEN);
            case "familyName" -> pick(FAMILY);
            case "email" -> email();
            case "phone" -> phone();
            case "addressLine1" -> (1 + random.nextInt(400)) + " " + pick(STREETS);
            case "city" -> pick(CITIES);
            case "state" -> pick(STATES);
            case "postalCode" -> String.format("%05d", 10_000 + random.nextInt(80_000));
            case "country" -> "US";
            case "company" -> pick(COMPANIES);
            case "website" -> "https://people.example.com/" + ++given;
            case "dateOfBirth" ->
                BIRTHS_FROM.plusDays(random.nextInt(BIRTHS_DAYS)).toString();
            case "timezone" -> pick(ZONES);
            default -> throw new IllegalArgumentException("No values are known for field " + field + ".");
        };
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String email() {
        return "demo." + ++given + "@people.example.com";
    }

    private String phone() {
        return "+" + (PHONES_FROM + ++given);
    }
}
