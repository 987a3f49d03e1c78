package dev.ghlsync.push.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one call ended, in the terms the rules need. */
public sealed interface Answer {

    /** 2xx with the contact. */
    record Contact(int status, Snapshot snapshot) implements Answer {}

    /** 2xx of a call that returns no contact: tags, or a duplicate search that found none. */
    record Done(int status) implements Answer {}

    /** 2xx whose body should hold a contact and does not. */
    record Unreadable(int status) implements Answer {}

    /** 4xx other than 429.
     *
     * @param namedFields sent fields that the message names, by our names
     * @param existingContactId the contact a refused duplicate collides with
     * @param matchingField {@code email} or {@code phone}, for a duplicate
     */
    record Refused(
            int status,
            Refusal refusal,
            Set<String> namedFields,
            @Nullable String existingContactId,
            @Nullable String matchingField)
            implements Answer {
        public Refused {
            namedFields = Set.copyOf(namedFields);
        }
    }

    /** The window is used up: by 429, or by our own count before sending. */
    record WindowExhausted(Instant until) implements Answer {}

    /** The day is used up. */
    record DayExhausted(Instant until) implements Answer {}

    /** 5xx. */
    record ServerFault(int status) implements Answer {}

    /** No complete answer.
     *
     * @param maybeSent false only if GoHighLevel certainly did not get the request
     */
    record NoAnswer(Reason reason, boolean maybeSent) implements Answer {}

    /** Not sent: this process may no longer own the contact. */
    record NotOurs() implements Answer {}

    /** What a 4xx objects to. */
    enum Refusal {
        DUPLICATE,
        NOT_FOUND,
        INVALID,
        TOKEN_INVALID,
        NO_ACCESS,
        FORBIDDEN,
        OTHER
    }
}
