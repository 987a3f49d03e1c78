package dev.ghlsync.push.domain;

import java.util.Set;

/**
 * What a deferred attempt must remember for its next run.
 *
 * @param careful read, or for a create look up, before the first write
 * @param refused fields that GoHighLevel already refused in this version
 * @param split send what is left field by field
 */
public record Carry(boolean careful, Set<String> refused, boolean split) {
    public static final Carry NONE = new Carry(false, Set.of(), false);
    public static final Carry CAREFUL = new Carry(true, Set.of(), false);

    public Carry {
        refused = Set.copyOf(refused);
    }

    /** What a newer version that takes the place of this one must remember: refusals were about older values. */
    public Carry forNewer() {
        return careful ? CAREFUL : NONE;
    }
}
