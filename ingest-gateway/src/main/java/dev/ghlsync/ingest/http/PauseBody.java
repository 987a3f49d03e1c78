package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a pause. */
sealed interface PauseBody {
    /** What to hold back; null leaves a direction as it is, at least one is given. */
    record Valid(@Nullable Boolean inbound, @Nullable Boolean outbound, String why) implements PauseBody {}

    record Invalid(String sentence) implements PauseBody {}

    Set<String> NAMES = Set.of("inbound", "outbound", "why");

    static PauseBody read(byte[] raw) {
        ObjectNode body = GhlJson.object(raw);
        if (body == null) {
            return new Invalid("The body is not a JSON object; send {\"outbound\":true,\"why\":\"…\"}.");
        }
        for (var member : body.properties()) {
            boolean fits = member.getKey().equals("why")
                    ? member.getValue().isTextual()
                    : member.getValue().isBoolean();
            if (!NAMES.contains(member.getKey()) || !fits) {
                return new Invalid("Field '" + member.getKey()
                        + "' is not known or of the wrong kind; the fields are inbound and outbound, true or false, and"
                        + " why, a text.");
            }
        }
        String why = GhlJson.text(body, "why");
        if (why == null || why.isBlank()) {
            return new Invalid("Field 'why' is missing; say in a few words why this is done.");
        }
        Boolean inbound = flag(body, "inbound");
        Boolean outbound = flag(body, "outbound");
        return inbound == null && outbound == null
                ? new Invalid("Neither 'inbound' nor 'outbound' is given; give at least one.")
                : new Valid(inbound, outbound, why.strip());
    }

    private static @Nullable Boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        return value.isBoolean() ? value.booleanValue() : null;
    }
}
