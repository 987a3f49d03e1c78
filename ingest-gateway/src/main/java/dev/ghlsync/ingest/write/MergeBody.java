package dev.ghlsync.ingest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.Set;

/** Reads the body of a merge: {@code {"into": "<contactId>"}}. */
final class MergeBody {
    private static final String INTO = "into";
    private static final Set<String> NAMES = Set.of(INTO, "producer");

    private MergeBody() {}

    /**
     * The contact that stays.
     *
     * @throws InvalidChange if the body names none, or says more
     */
    static String survivor(byte[] raw) throws InvalidChange {
        ObjectNode body = GhlJson.object(raw);
        if (body == null) {
            throw new InvalidChange(
                    "The body is not a JSON object; send {\"into\":\"<contactId of the one that stays>\"}.");
        }
        for (var member : body.properties()) {
            if (!NAMES.contains(member.getKey())) {
                throw new InvalidChange("Field '" + ChangeReader.shown(member.getKey())
                        + "' is not known; a merge takes 'into' and 'producer'.");
            }
        }
        JsonNode into = body.path(INTO);
        if (!into.isTextual() || !ContactWrites.isId(into.asText())) {
            throw new InvalidChange(
                    "Field 'into' is " + (into.isMissingNode() ? "missing" : JsonKind.of(into) + " that is no id")
                            + "; send the contactId of the contact that stays.");
        }
        return into.asText();
    }
}
