package dev.ghlsync.push.lanes;

import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.PushWish;
import java.time.Instant;

/**
 * One command on its way to being settled.
 *
 * @param notBefore earliest start
 * @param writtenAt timestamp of the record
 * @param maybeSent whether GoHighLevel may have some of its values already
 */
public record Work(
        Tenure tenure,
        RawCommand raw,
        PushWish wish,
        Carry carry,
        Instant notBefore,
        Instant writtenAt,
        boolean maybeSent) {

    Work later(Instant until, Carry remembered) {
        return new Work(tenure, raw, wish, remembered, until, writtenAt, maybeSent);
    }

    /** The same, of which GoHighLevel may have some values now. */
    public Work sent() {
        return new Work(tenure, raw, wish, carry, notBefore, writtenAt, true);
    }

    /** Takes the place of an older command of the same contact. */
    Work replacing(Work older) {
        Carry inherited = older.carry.careful() && !carry.careful() ? older.carry.forNewer() : carry;
        Instant earliest = older.notBefore.isAfter(notBefore) && older.carry.careful() ? older.notBefore : notBefore;
        return new Work(tenure, raw, wish, inherited, earliest, writtenAt, maybeSent);
    }

    public String lane() {
        return lane(wish);
    }

    /** What runs one at a time. */
    public static String lane(PushWish wish) {
        return wish.locationId() + '/' + wish.contactId();
    }
}
