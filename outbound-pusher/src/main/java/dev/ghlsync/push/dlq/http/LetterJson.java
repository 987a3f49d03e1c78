package dev.ghlsync.push.dlq.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.push.dlq.LetterPage;
import dev.ghlsync.push.dlq.Replays;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Place;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON. */
final class LetterJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LetterJson() {}

    static ObjectNode letter(DeadLetter letter) {
        ObjectNode node = NODES.objectNode()
                .put("queue", letter.queue().code())
                .put("entryId", letter.entryId())
                .put("locationId", letter.locationId())
                .put("contactId", letter.contactId())
                .put("version", letter.version())
                .put("attempts", letter.attempts())
                .put("reason", letter.reason())
                .put("fingerprint", letter.fingerprint())
                .put("httpStatus", letter.httpStatus())
                .put("error", letter.error())
                .put("firstFailedAt", letter.firstFailedAt().toString())
                .put("correlationId", letter.correlationId())
                .put("replays", letter.replays())
                .put("replayRun", letter.run());
        var fields = node.putArray("fields");
        letter.fields().forEach(fields::add);
        node.set("source", place(letter.source()));
        node.set("record", place(letter.at()));
        return node;
    }

    static ObjectNode page(LetterPage page) {
        ObjectNode node = NODES.objectNode().put("total", page.total()).put("nextCursor", page.next());
        var entries = node.putArray("entries");
        page.letters().forEach(letter -> entries.add(letter(letter)));
        return node;
    }

    /** The biggest group first. */
    static ObjectNode groups(Collection<DeadLetter> letters) {
        Map<String, List<DeadLetter>> groups = new LinkedHashMap<>();
        letters.forEach(letter -> groups.computeIfAbsent(
                        letter.queue() + "/" + letter.reason() + "/" + letter.fingerprint(),
                        k -> new java.util.ArrayList<>())
                .add(letter));
        ObjectNode node = NODES.objectNode().put("total", letters.size());
        var array = node.putArray("groups");
        groups.values().stream()
                .sorted(Comparator.comparingInt((List<DeadLetter> group) -> group.size())
                        .reversed())
                .forEach(group -> {
                    DeadLetter first = group.getFirst();
                    ObjectNode each = array.addObject()
                            .put("queue", first.queue().code())
                            .put("reason", first.reason())
                            .put("fingerprint", first.fingerprint())
                            .put("count", group.size())
                            .put(
                                    "locations",
                                    group.stream()
                                            .map(DeadLetter::locationId)
                                            .distinct()
                                            .count())
                            .put("oldest", first.firstFailedAt().toString())
                            .put("newest", group.getLast().firstFailedAt().toString())
                            .put("exampleEntryId", first.entryId())
                            .put("error", first.error());
                    var fields = each.putArray("fields");
                    first.fields().forEach(fields::add);
                });
        return node;
    }

    static ObjectNode outcome(Replays.Outcome outcome, String run) {
        ObjectNode node = NODES.objectNode()
                .put("run", run)
                .put("looked", outcome.looked())
                .put("total", outcome.total())
                .put("nextCursor", outcome.next());
        ObjectNode reasons = node.putObject("counts");
        outcome.counts().forEach((reason, counts) -> {
            ObjectNode each = reasons.putObject(reason);
            counts.forEach((verdict, count) -> each.put(verdict.code(), count));
        });
        return node;
    }

    private static @Nullable ObjectNode place(@Nullable Place place) {
        return place == null
                ? null
                : NODES.objectNode()
                        .put("topic", place.topic())
                        .put("partition", place.partition())
                        .put("offset", place.offset());
    }
}
