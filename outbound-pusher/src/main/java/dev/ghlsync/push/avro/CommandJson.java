package dev.ghlsync.push.avro;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.PushCommand;

/** A command as an operator sees it. */
public final class CommandJson {
    private CommandJson() {}

    /** @param values whether to show what was wanted, which is personal data */
    public static ObjectNode of(PushCommand command, boolean values) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("kind", command.getKind().name())
                .put("ghlContactId", command.getGhlContactId())
                .put("version", command.getVersion())
                .put("attempt", command.getAttempt())
                .put("plannedAt", command.getPlannedAt().toString());
        var fields = node.putArray("fields");
        command.getFields().forEach(field -> {
            ObjectNode each = fields.addObject().put("field", field.getField());
            if (values) {
                each.put("wanted", field.getWanted()).put("base", field.getBase());
            }
        });
        var add = node.putArray("tagsAdd");
        command.getTagsAdd().forEach(add::add);
        var remove = node.putArray("tagsRemove");
        command.getTagsRemove().forEach(remove::add);
        return node;
    }
}
