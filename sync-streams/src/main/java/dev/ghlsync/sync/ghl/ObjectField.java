package dev.ghlsync.sync.ghl;

import java.util.List;

/**
 * A field of an object in GoHighLevel's JSON.
 *
 * @param name ours
 * @param wire members that may hold it; the first that is there counts
 * @param inWebhooks whether webhooks state it whenever it has a value
 * @param inReads whether an answer by id states it, so that its absence there means that it is empty
 */
record ObjectField(String name, List<String> wire, Form form, boolean inWebhooks, boolean inReads) {
    /** How a value is written, and what becomes of it. */
    enum Form {
        TEXT,
        /** A point in time; epoch ms. */
        TIME,
        /** The offset of a point in time from UTC; minutes. */
        OFFSET,
        /** A number; plain decimal notation. */
        DECIMAL,
        FLAG,
        /** Texts; one a line. */
        LINES,
        /** Objects with id and name; {@code id TAB name} a line. */
        NAMED_LINES
    }

    static ObjectField always(String name, String wire, Form form) {
        return new ObjectField(name, List.of(wire), form, true, true);
    }

    static ObjectField inReads(String name, String wire, Form form) {
        return new ObjectField(name, List.of(wire), form, false, true);
    }

    static ObjectField inWebhooks(String name, String wire, Form form) {
        return new ObjectField(name, List.of(wire), form, true, false);
    }
}
