package dev.ghlsync.cli.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Spoils one value of one contact as it was read, to show that a difference is found. */
public final class Sabotage {
    private static final String SPOILED = "spoiled on purpose";

    private Sabotage() {}

    /**
     * The contacts with one value changed.
     *
     * @param field property of a contact in GoHighLevel, such as {@code phone}
     * @throws IllegalArgumentException when no contact has the property
     */
    public static List<JsonNode> spoil(String field, List<JsonNode> contacts) {
        var spoiled = new ArrayList<>(contacts);
        for (int i = 0; i < spoiled.size(); i++) {
            if (spoiled.get(i).hasNonNull(field)) {
                ObjectNode copy = spoiled.get(i).deepCopy();
                copy.set(field, spoiled(copy.get(field)));
                spoiled.set(i, copy);
                return spoiled;
            }
        }
        var known = new TreeSet<String>();
        contacts.forEach(contact -> contact.fieldNames().forEachRemaining(known::add));
        throw new IllegalArgumentException("No contact has a property '" + field + "' to spoil; the properties are "
                + String.join(", ", known) + ".");
    }

    private static JsonNode spoiled(JsonNode value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value.getNodeType()) {
            case BOOLEAN -> nodes.booleanNode(!value.booleanValue());
            case NUMBER -> nodes.numberNode(value.decimalValue().add(BigDecimal.ONE));
            case ARRAY -> nodes.arrayNode().add(SPOILED);
            case OBJECT -> ((ObjectNode) value.deepCopy()).put("campaign", SPOILED);
            case STRING, BINARY, POJO, MISSING, NULL -> nodes.textNode(SPOILED);
        };
    }
}
