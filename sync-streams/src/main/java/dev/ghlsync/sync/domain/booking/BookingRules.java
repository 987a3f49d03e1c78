package dev.ghlsync.sync.domain.booking;

import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Rules;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Transitions of a booking. A booking first seen in a later status was scheduled all the same. */
public final class BookingRules implements Rules {
    private static final String SCHEDULED = "booking_scheduled";

    @Override
    public List<Turn> turns(Optional<Picture> before, Picture after) {
        var turns = new ArrayList<Turn>();
        var status = status(after);
        if (before.isEmpty()) {
            turns.add(Turn.of(SCHEDULED, "", List.of(BookingFields.STATUS), attributes(after)));
            if (!status.isAhead()) {
                turns.add(turned(status, after));
            }
            return turns;
        }
        var was = status(before.get());
        if (status != was) {
            boolean reopened = status.isAhead() && !was.isAhead();
            turns.add(reopened ? reopened(after) : turned(status, after));
        }
        if (moved(before.get(), after)) {
            turns.add(Turn.of(
                    "booking_rescheduled",
                    after.text(BookingFields.STARTS_AT) + "-" + after.text(BookingFields.ENDS_AT),
                    List.of(BookingFields.STARTS_AT, BookingFields.ENDS_AT),
                    attributes(after)));
        }
        return turns;
    }

    @Override
    public Optional<Turn> deletion(Picture last) {
        return Optional.of(Turn.of("booking_deleted", "", List.of(BookingFields.STATUS), attributes(last)));
    }

    @Override
    public Optional<Reading> wants(Optional<Picture> before, Picture after) {
        return Optional.empty();
    }

    private static BookingStatus status(Picture picture) {
        return BookingStatus.of(picture.text(BookingFields.STATUS));
    }

    private static boolean moved(Picture before, Picture after) {
        return before.has(BookingFields.STARTS_AT)
                && after.has(BookingFields.STARTS_AT)
                && after.differs(before, BookingFields.STARTS_AT, BookingFields.ENDS_AT);
    }

    private static Turn turned(BookingStatus status, Picture after) {
        return Turn.of(status.event(), status.name(), List.of(BookingFields.STATUS), attributes(after));
    }

    private static Turn reopened(Picture after) {
        return Turn.of(SCHEDULED, "reopened", List.of(BookingFields.STATUS), attributes(after));
    }

    private static Map<String, String> attributes(Picture picture) {
        var attributes = new TreeMap<String, String>();
        attributes.put("status", status(picture).name());
        var calendar = picture.text(BookingFields.CALENDAR_ID);
        if (calendar != null) {
            attributes.put(BookingFields.CALENDAR_ID, calendar);
        }
        return attributes;
    }
}
