package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import java.util.Map;

/** Writes down that somebody is shown the personal data of a dead letter, before it is shown. Safe for concurrent use. */
public final class Readings {
    /** What of a letter is shown. */
    public enum Shown {
        VALUES("the values it wanted"),
        BYTES("its original bytes");

        private final String text;

        Shown(String text) {
            this.text = text;
        }
    }

    private final Audit audit;

    public Readings(Audit audit) {
        this.audit = audit;
    }

    /** Returns once the broker has it. */
    public void note(DeadLetter letter, Shown shown, Operator operator) {
        audit.record(
                operator,
                "read",
                letter.locationId(),
                "dead letter " + letter.entryId(),
                "personal data shown: " + shown.text,
                Map.of(),
                letter.correlationId());
    }
}
