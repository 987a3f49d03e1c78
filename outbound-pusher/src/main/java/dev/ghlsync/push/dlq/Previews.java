package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Verdict;

/** Asks what a replay would do with the present state of a contact. Safe for concurrent use. */
public interface Previews {
    /**
     * @param letter of a known contact
     * @throws NotAvailableException if nobody can say at the moment
     */
    Verdict of(DeadLetter letter);

    /** Thrown when the state of the contact cannot be asked for; the message is one sentence with the remedy. */
    final class NotAvailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAvailableException(String sentence) {
            super(sentence);
        }
    }
}
