package dev.ghlsync.sync.domain.task;

import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Rules;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transitions of a task. */
public final class TaskRules implements Rules {
    @Override
    public List<Turn> turns(Optional<Picture> before, Picture after) {
        var turns = new ArrayList<Turn>();
        boolean done = isDone(after);
        if (before.isEmpty()) {
            turns.add(turn("task_created"));
            if (done) {
                turns.add(turn("task_completed"));
            }
        } else if (done != isDone(before.get())) {
            turns.add(turn(done ? "task_completed" : "task_reopened"));
        }
        return turns;
    }

    @Override
    public Optional<Turn> deletion(Picture last) {
        return Optional.of(turn("task_deleted"));
    }

    /** TaskCreate lacks contact and text in reality (GHL issue #332). */
    @Override
    public Optional<Reading> wants(Optional<Picture> before, Picture after) {
        return after.has(Mirrored.GHL_CONTACT_ID) ? Optional.empty() : Optional.of(Reading.TASK_WITHOUT_CONTACT);
    }

    public static boolean isDone(Picture picture) {
        return "true".equals(picture.text(TaskFields.COMPLETED));
    }

    private static Turn turn(String type) {
        return Turn.of(type, "", List.of(TaskFields.COMPLETED), Map.of());
    }
}
