package dev.ghlsync.sync.ghl;

import java.util.Map;

/** Attribution of a contact in canonical JSON. */
public final class Attributions {
    private Attributions() {}

    /** Its properties by GoHighLevel's names. */
    public static Map<String, String> ofCanonical(String canonical) {
        return JsonMembers.of(canonical);
    }
}
