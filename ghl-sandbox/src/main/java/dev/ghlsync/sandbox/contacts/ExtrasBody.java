package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only HighLevel's own pages can change: further addresses and numbers, followers, attribution. */
final class ExtrasBody {
    private ExtrasBody() {}

    static Contact.Extras read(ObjectNode body, Contact.Extras before) {
        return new Contact.Extras(
                strings(body.get("additionalEmails"), before.additionalEmails()),
                strings(body.get("additionalPhones"), before.additionalPhones()),
                strings(body.get("followers"), before.followers()),
                object(body.get("attributionSource"), before.firstAttribution()),
                object(body.get("lastAttributionSource"), before.lastAttribution()));
    }

    private static List<String> strings(@Nullable JsonNode node, List<String> before) {
        if (node == null) {
            return before;
        }
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    private static @Nullable ObjectNode object(@Nullable JsonNode node, @Nullable ObjectNode before) {
        if (node == null) {
            return before;
        }
        return node instanceof ObjectNode object ? object : null;
    }
}
