package dev.ghlsync.sandbox.generate;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ghlsync.sandbox.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Names, places and numbers of one country. Names have a Latin spelling at the same place in {@code latinGiven} and {@code latinFamily},
 * from which addresses are made.
 *
 * @param phoneDigits how many digits follow the prefix
 * @param phoneLowest the smallest number these digits may form
 */
record Culture(
        String country,
        List<String> timezones,
        List<String> given,
        List<String> family,
        List<List<String>> cities,
        List<String> streets,
        String phonePrefix,
        int phoneDigits,
        int phoneLowest,
        List<String> latinGiven,
        List<String> latinFamily) {

    static final List<Culture> ALL = load();

    private static List<Culture> load() {
        try (InputStream in = Culture.class.getResourceAsStream("people.json")) {
            return List.copyOf(Json.MAPPER.readValue(in, new TypeReference<List<Culture>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("people.json is missing from the class path or broken.", e);
        }
    }

    /** A number of this country, different for each of the first several hundred thousand indexes. */
    String phone(int index) {
        long all = 1;
        for (int i = 0; i < phoneDigits; i++) {
            all *= 10;
        }
        long room = Math.min(all / 10 * 9, all - phoneLowest);
        // 7919 is prime and shares no factor with the room, so the steps visit every number once before they repeat.
        long number = phoneLowest + (long) index * 7919 % room;
        // The leading 1 keeps the zeros in front and is cut off again.
        return phonePrefix + Long.toString(all + number).substring(1);
    }
}
