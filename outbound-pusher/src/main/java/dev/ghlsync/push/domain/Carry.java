package dev.ghlsync.push.domain;

import java.util.Map;

/**
 * What a deferred attempt must remember for its next run.
 *
 * @param careful read, or for a create look up, before the first write
 * @param refused by name, the fields that GoHighLevel already refused in this version
 * @param split send what is left field by field
 */
public record Carry(boolean careful, Map<String, Refusal> refused, boolean split) {
    public static final Carry NONE = new Carry(false, Map.of(), false);
    public static final Carry CAREFUL = new Carry(true, Map.of(), false);

    public Carry {
        refused = Map.copyOf(refused);
    }

    /** What a newer version that takes the place of this one must remember: refusals were about older values. */
    public Carry forNewer() {
        return careful ? CAREFUL : NONE;
    }
}
