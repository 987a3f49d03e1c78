package dev.ghlsync.sync.ghl;

import org.jspecify.annotations.Nullable;

/** Do-not-disturb setting of one channel as its canonical JSON states it; a member that is no text is null. */
public record DndChannel(
        @Nullable String status,
        @Nullable String message,
        @Nullable String code) {

    public static DndChannel ofCanonical(String canonical) {
        var members = JsonMembers.of(canonical);
        return new DndChannel(members.get("status"), members.get("message"), members.get("code"));
    }
}
