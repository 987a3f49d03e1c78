package dev.ghlsync.sync.ghl;

import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.List;

/** What a body of GoHighLevel says about a contact. */
public sealed interface Reading {
    /**
     * It was seen to hold values.
     *
     * @param malformed our names of the fields whose value has another type than documented; they are not stated
     */
    record Seen(Input.Seen input, List<String> malformed) implements Reading {
        public Seen {
            malformed = List.copyOf(malformed);
        }

        public Statement statement() {
            return input.statement();
        }
    }

    /** It is deleted, or a read by id did not find it. */
    record Deleted(Input.Deleted input) implements Reading {}

    /**
     * Nothing can be learned.
     *
     * @param reason why, in words a program can match
     */
    record Nothing(String reason) implements Reading {}
}
