package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text, number and boolean members of a JSON object, as text. */
final class JsonMembers {
    private JsonMembers() {}

    static Map<String, String> of(String canonical) {
        var members = new LinkedHashMap<String, String>();
        CanonicalJson.parse(canonical)
                .map(JsonNode::properties)
                .ifPresent(properties -> properties.forEach(member -> {
                    if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                        members.put(member.getKey(), member.getValue().asText());
                    }
                }));
        return members;
    }
}
