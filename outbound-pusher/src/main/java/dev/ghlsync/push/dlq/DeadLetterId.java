package dev.ghlsync.push.dlq;

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

    /** One letter for one field of a contact, whichever version was refused. */
    static String of(PushWish wish, String field) {
        return named(wish.locationId() + '/' + wish.contactId() + "/field/" + field);
    }

    public static String of(RawCommand raw) {
        return named(raw.topic() + '/' + raw.partition() + '/' + raw.offset());
    }

    private static String named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
