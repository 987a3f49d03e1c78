package dev.ghlsync.push.connections;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.domain.LocationState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest connection of each location. */
public interface Connections {
    /** Null for a location that was never connected. */
    @Nullable
    Entry of(String locationId);

    /** The locations that were ever connected and not removed. */
    Set<String> locations();

    /**
     * @param token null if there is none or it could not be decrypted
     * @param tokenVersion version of the token
     */
    record Entry(LocationState state, @Nullable Secret token, long tokenVersion) {}
}
