package dev.ghlsync.push.dlq.http;

import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.dlq.domain.Queue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What requests have in common, from parameters or from a JSON body. */
final class Fields {
    static final Set<String> FILTER =
            Set.of("queue", "entry", "reason", "fingerprint", "location", "contact", "since", "until");

    private Fields() {}

    /** @param named the text of a parameter or member; null when it is not there */
    static LetterFilter filter(UnaryOperator<@Nullable String> named) {
        String queue = named.apply("queue");
        return new LetterFilter(
                queue == null
                        ? null
                        : Queue.of(queue)
                                .orElseThrow(() -> new BadRequestException(
                                        "Parameter queue is '" + queue + "'; give push or sync.")),
                named.apply("entry"),
                named.apply("reason"),
                named.apply("fingerprint"),
                named.apply("location"),
                named.apply("contact"),
                time("since", named.apply("since")),
                time("until", named.apply("until")));
    }

    static int limit(@Nullable String text, int otherwise, int max) {
        if (text == null) {
            return otherwise;
        }
        int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > max) {
            throw new BadRequestException("Parameter limit is no whole number from 1 to " + max + "; correct it.");
        }
        return limit;
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestException(
                    "Parameter " + name + " is no time such as 2026-11-26T08:00:00Z; correct it.");
        }
    }
}
