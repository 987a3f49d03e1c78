package dev.ghlsync.push.outbox;

import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.lanes.RawCommand;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of dead letters: the same for the same version, so that writing one again writes it over itself. */
public final class DeadLetterId {
    private DeadLetterId() {}

    public static String of(PushWish wish) {
        return named(wish.locationId() + '/' + wish.contactId() + '/' + wish.version());
    }

    public static String of(RawCommand raw) {
        return named(raw.topic() + '/' + raw.partition() + '/' + raw.offset());
    }

    private static String named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
