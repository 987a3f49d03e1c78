package dev.ghlsync.sync.domain.mirror;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells every change of a status, and wants a read of what has no name: for one reason when it is new, for another later. */
final class StatusRules implements Rules {
    @Override
    public List<Turn> turns(Optional<Picture> before, Picture after) {
        var was = before.map(picture -> picture.text("status")).orElse("nothing");
        var is = String.valueOf(after.text("status"));
        return was.equals(is) ? List.of() : List.of(Turn.of("status", was + ">" + is, List.of("status"), Map.of()));
    }

    @Override
    public Optional<Turn> deletion(Picture last) {
        return Optional.of(Turn.of("deleted", String.valueOf(last.text("status")), List.of("status"), Map.of()));
    }

    @Override
    public Optional<Reading> wants(Optional<Picture> before, Picture after) {
        if (after.has("name")) {
            return Optional.empty();
        }
        return Optional.of(before.isEmpty() ? Reading.CHANGE_TIMES : Reading.TASK_WITHOUT_CONTACT);
    }
}
