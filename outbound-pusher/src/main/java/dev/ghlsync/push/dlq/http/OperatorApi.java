package dev.ghlsync.push.dlq.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.push.avro.CommandJson;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.dlq.DeadLetterDesk;
import dev.ghlsync.push.dlq.LetterPage;
import dev.ghlsync.push.dlq.Operator;
import dev.ghlsync.push.dlq.Playbooks;
import dev.ghlsync.push.dlq.Previews;
import dev.ghlsync.push.dlq.Readings.Shown;
import dev.ghlsync.push.dlq.Replays;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Answers operators. Thread-safe. */
public final class OperatorApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MAX = 1_000;
    private static final int RESOLVE_MAX = 1_000;
    private static final int WHO_MAX = 100;

    private final Supplier<@Nullable DeadLetterDesk> desk;
    private final OperatorAccess access;

    /** @param desk null while the pusher is starting */
    public OperatorApi(Supplier<@Nullable DeadLetterDesk> desk, OperatorAccess access) {
        this.desk = desk;
        this.access = access;
    }

    Answer answer(OperatorRequest request) {
        try {
            var match = OperatorRoute.match(request.method(), request.parts());
            if (match.isEmpty()) {
                return Answer.error(404, "There is no such path; docs/openapi/operator.yaml lists them.");
            }
            String closed = access.refusal(request.authorization());
            if (closed != null) {
                return Answer.error(401, closed);
            }
            DeadLetterDesk ready = desk.get();
            return ready == null
                    ? Answer.error(503, "The pusher is still reading the dead letters; ask again in a few seconds.")
                    : routed(ready, match.get(), request);
        } catch (Previews.NotAvailableException e) {
            return Answer.error(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, String.valueOf(e.getMessage()));
        }
    }

    private static Answer routed(DeadLetterDesk desk, OperatorRoute.Match match, OperatorRequest request) {
        List<String> path = match.values();
        return switch (match.route()) {
            case ENTRIES -> entries(desk, request);
            case GROUPS -> Answer.json(200, LetterJson.groups(desk.view().matching(filter(request))));
            case ENTRY -> entry(desk, path.getFirst(), request);
            case VALUE -> value(desk, path.getFirst(), request);
            case PLAYBOOK -> playbook(path.getFirst());
            case PREVIEWS -> preview(desk, body(request));
            case REPLAYS -> replay(desk, body(request), request);
            case RESOLUTIONS -> resolve(desk, body(request), request);
            case EDIT -> edit(desk, path.getFirst(), body(request), request);
            case RESYNC_CONTACT -> resync(desk, path, body(request), request);
        };
    }

    private static Answer entries(DeadLetterDesk desk, OperatorRequest request) {
        List<DeadLetter> found = desk.view().matching(filter(request));
        int limit = Fields.limit(request.parameter("limit"), LIST_DEFAULT, LIST_MAX);
        return Answer.json(200, LetterJson.page(LetterPage.of(found, request.parameter("cursor"), limit)));
    }

    private static Answer entry(DeadLetterDesk desk, String entryId, OperatorRequest request) {
        DeadLetter letter = find(desk, entryId);
        boolean values = "true".equals(request.parameter("pii"));
        if (values) {
            desk.readings().note(letter, Shown.VALUES, reader(request));
        }
        ObjectNode node = LetterJson.letter(letter);
        node.put("playbook", Playbooks.of(letter.reason()).orElse(null));
        ConsumerRecord<byte[], byte[]> record = desk.record(letter).orElse(null);
        boolean isCommand = record != null && letter.contactId() != null;
        if (isCommand
                && desk.commands().read(record.topic(), record.value())
                        instanceof WireReader.Value<PushCommand>(PushCommand command)) {
            node.set("command", CommandJson.of(command, values));
        } else {
            node.putNull("command");
        }
        return Answer.json(200, node);
    }

    private static Answer value(DeadLetterDesk desk, String entryId, OperatorRequest request) {
        DeadLetter letter = find(desk, entryId);
        desk.readings().note(letter, Shown.BYTES, reader(request));
        return desk.record(letter).map(record -> Answer.bytes(record.value())).orElseGet(() -> missing(entryId));
    }

    private static Answer playbook(String reason) {
        return Playbooks.of(reason)
                .map(text -> Answer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("reason", reason)
                                .put("playbook", text)))
                .orElseGet(() -> Answer.error(404, "There is no playbook for reason " + reason + "."));
    }

    private static Answer preview(DeadLetterDesk desk, JsonNode body) {
        var request = replayRequest(body);
        return Answer.json(200, LetterJson.outcome(desk.replays().preview(request), request.run()));
    }

    private static Answer replay(DeadLetterDesk desk, JsonNode body, OperatorRequest request) {
        var replay = replayRequest(body);
        return Answer.json(
                200, LetterJson.outcome(desk.replays().replay(replay, operator(body, request)), replay.run()));
    }

    private static Answer resolve(DeadLetterDesk desk, JsonNode body, OperatorRequest request) {
        LetterFilter filter = filter(body);
        if (filter.equals(LetterFilter.ALL)) {
            throw new BadRequestException("Nothing says which entries are meant; give a filter.");
        }
        int limit = Fields.limit(text(body, "limit"), RESOLVE_MAX, RESOLVE_MAX);
        var outcome = desk.resolutions().resolve(filter, limit, operator(body, request));
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("resolved", outcome.resolved())
                        .put("left", outcome.left()));
    }

    private static Answer edit(DeadLetterDesk desk, String entryId, JsonNode body, OperatorRequest request) {
        DeadLetter letter = find(desk, entryId);
        if (letter.contactId() == null) {
            throw new BadRequestException("Entry " + entryId + " is about no contact that could be edited.");
        }
        Map<String, String> set = new LinkedHashMap<>();
        body.path("set")
                .properties()
                .forEach(each -> set.put(each.getKey(), each.getValue().asText()));
        List<String> clear = new ArrayList<>();
        body.path("clear").forEach(each -> clear.add(each.asText()));
        if (set.isEmpty() && clear.isEmpty()) {
            throw new BadRequestException("Nothing is edited; give set or clear.");
        }
        String changeId = desk.corrections().correct(letter, set, clear, operator(body, request));
        return Answer.json(202, JsonNodeFactory.instance.objectNode().put("changeId", changeId));
    }

    private static Answer resync(DeadLetterDesk desk, List<String> path, JsonNode body, OperatorRequest request) {
        String correlationId =
                desk.resyncs().contact(path.get(0), path.get(1), text(body, "ghlContactId"), operator(body, request));
        return Answer.json(202, JsonNodeFactory.instance.objectNode().put("correlationId", correlationId));
    }

    private static Replays.Request replayRequest(JsonNode body) {
        String run = text(body, "run");
        if (run == null || run.isBlank() || run.length() > WHO_MAX) {
            throw new BadRequestException(
                    "Field run is missing or too long; give a name for this replay, and the same to go on with it.");
        }
        return new Replays.Request(
                filter(body),
                run,
                text(body, "cursor"),
                Fields.limit(text(body, "limit"), Replays.PAGE_MAX, Replays.PAGE_MAX));
    }

    private static Operator operator(JsonNode body, OperatorRequest request) {
        String why = text(body, "why");
        if (why == null || why.isBlank()) {
            throw new BadRequestException("Field why is missing; say in a few words why this is done.");
        }
        return new Operator(who(request), why);
    }

    private static Operator reader(OperatorRequest request) {
        return new Operator(who(request), "asked for by " + request.method() + " " + String.join("/", request.parts()));
    }

    private static String who(OperatorRequest request) {
        String who = request.operator();
        return who == null || who.isBlank() || who.length() > WHO_MAX ? "operator" : who;
    }

    private static DeadLetter find(DeadLetterDesk desk, String entryId) {
        return desk.view()
                .find(entryId)
                .orElseThrow(() -> new BadRequestException("There is no unresolved entry " + entryId + "."));
    }

    private static Answer missing(String entryId) {
        return Answer.error(404, "Entry " + entryId + " was resolved just now.");
    }

    private static LetterFilter filter(OperatorRequest request) {
        return Fields.filter(request::parameter);
    }

    private static LetterFilter filter(JsonNode body) {
        JsonNode filter = body.path("filter");
        filter.fieldNames().forEachRemaining(name -> {
            if (!Fields.FILTER.contains(name)) {
                throw new BadRequestException("Filter " + name + " is not known; there are " + Fields.FILTER + ".");
            }
        });
        return Fields.filter(name -> text(filter, name));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static JsonNode body(OperatorRequest request) {
        try {
            JsonNode body = MAPPER.readTree(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new BadRequestException("The body is no JSON; correct it.");
        }
        throw new BadRequestException("The body is no JSON object; correct it.");
    }
}
