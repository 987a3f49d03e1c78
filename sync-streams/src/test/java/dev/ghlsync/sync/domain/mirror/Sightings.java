package dev.ghlsync.sync.domain.mirror;

import dev.ghlsync.sync.domain.mirror.Sighting.Source;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sightings written short, such as {@code status=open name=}; an empty value is stated as none. */
final class Sightings {
    private Sightings() {}

    static Sighting webhook(long at, String values) {
        return new Sighting(at, at, Source.WEBHOOK, values(values));
    }

    static Sighting read(long at, String values) {
        return new Sighting(at, at, Source.READ, values(values));
    }

    static SortedMap<String, @Nullable String> values(String text) {
        var values = new TreeMap<String, @Nullable String>();
        for (var word : text.split(" ")) {
            int cut = word.indexOf('=');
            if (cut > 0) {
                values.put(word.substring(0, cut), cut == word.length() - 1 ? null : word.substring(cut + 1));
            }
        }
        return values;
    }

    static Picture picture(String text) {
        return Picture.EMPTY.with(webhook(0, text));
    }
}
