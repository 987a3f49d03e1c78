package dev.ghlsync.ingest.audit;

import java.util.Map;
import java.util.SortedMap;

/** Short stand-ins for all values of a contact, so that a whole location fits into memory: equal values give equal digests. */
final class Digests {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digests() {}

    /** All values. */
    static long of(SortedMap<String, String> values) {
        long hash = OFFSET;
        for (Map.Entry<String, String> value : values.entrySet()) {
            hash = add(add(hash, value.getKey()), value.getValue());
        }
        return hash;
    }

    /** The values that GoHighLevel's search shows. */
    static long ofSearched(SortedMap<String, String> values) {
        long hash = OFFSET;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (FieldValues.isSearched(value.getKey())) {
                hash = add(add(hash, value.getKey()), value.getValue());
            }
        }
        return hash;
    }

    /** FNV-1a over the characters, with an end mark. */
    private static long add(long hash, String text) {
        long next = hash;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * PRIME;
        }
        return (next ^ 0xffff) * PRIME;
    }
}
