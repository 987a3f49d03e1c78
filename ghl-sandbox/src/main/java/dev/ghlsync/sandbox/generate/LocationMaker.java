package dev.ghlsync.sandbox.generate;

import dev.ghlsync.sandbox.locations.CustomField;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.locations.LocationSettings;
import dev.ghlsync.sandbox.seed.Stream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Invents a location with one custom field of each common kind and a few users. */
public final class LocationMaker {
    private LocationMaker() {}

    public static Location make(
            String id,
            String companyId,
            String name,
            String country,
            String timezone,
            LocationSettings settings,
            Stream random) {
        Map<String, CustomField> fields = new LinkedHashMap<>();
        add(fields, random, "Goal", "TEXT");
        add(fields, random, "Background", "LARGE_TEXT");
        add(fields, random, "Budget", "NUMERICAL");
        add(fields, random, "Deposit", "MONETORY");
        add(fields, random, "Start Date", "DATE");
        add(fields, random, "Plan", "SINGLE_OPTIONS", "Basic", "Plus", "Prémium");
        add(fields, random, "Interests", "CHECKBOX", "Sleep", "Food", "Sport");
        List<String> users = IntStream.range(0, 3).mapToObj(i -> random.id()).toList();
        return new Location(
                id,
                companyId,
                name,
                country,
                timezone,
                "office@example.com",
                settings,
                Collections.unmodifiableMap(fields),
                users);
    }

    private static void add(
            Map<String, CustomField> fields, Stream random, String name, String dataType, String... options) {
        String key = "contact." + name.toLowerCase(Locale.ROOT).replace(' ', '_');
        var field = new CustomField(random.id(), name, key, dataType, List.of(options), "contact");
        fields.put(field.id(), field);
    }
}
