package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The member names of a body, for text that may be logged. */
final class WireNames {
    private WireNames() {}

    static List<String> of(ObjectNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
