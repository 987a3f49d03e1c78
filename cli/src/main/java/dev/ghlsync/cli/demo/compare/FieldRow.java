package dev.ghlsync.cli.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/**
 * One line of the mapping table. A reader gives the values one side has, by what follows the field name: the empty string for
 * a field with one value, an id or a name for others. A value that is not there is not in the map.
 *
 * @param name field name in messages
 * @param inGhl where the raw JSON of a contact has it
 * @param withUs where the raw record of the topic has it
 */
record FieldRow(
        String name,
        Function<JsonNode, Map<String, String>> inGhl,
        Function<GenericRecord, Map<String, String>> withUs) {

    String named(String key) {
        return key.isEmpty() ? name : name + "." + key;
    }
}
