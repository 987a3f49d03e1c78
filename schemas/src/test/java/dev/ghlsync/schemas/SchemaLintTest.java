package dev.ghlsync.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules every schema of the contract keeps, so that readers in any language can rely on them. */
class SchemaLintTest {
    private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}.*\\.", Pattern.DOTALL);
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9_]*");

    @Test
    void everySchemaOfTheCatalogueKeepsTheRules() {
        // Given
        var schemas =
                Topics.ALL.stream().flatMap(topic -> topic.schema().stream()).toList();

        // When
        var offences =
                schemas.stream().flatMap(schema -> offences(schema).stream()).distinct();

        // Then
        assertThat(offences).as("offences against the rules of the contract").isEmpty();
    }

    /** The lint itself has teeth: each of these fields offends against one rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "name":"a","type":"string"                                                            | has no doc
        "name":"a","type":"string","doc":"lower case."                                        | doc is no sentence
        "name":"a","type":"string","doc":"No full stop"                                       | doc is no sentence
        "name":"A","type":"string","doc":"Name."                                              | is not lowerCamel
        "name":"a_b","type":"string","doc":"Name."                                            | is not lowerCamel
        "name":"a","type":["string","null"],"default":"","doc":"Order."                       | is no ["null", type]
        "name":"a","type":["null","string","int"],"default":null,"doc":"Branches."            | is no ["null", type]
        "name":"a","type":["null","string"],"doc":"Default."                                  | is optional without default null
        "name":"a","type":"long","logicalType":"timestamp-millis","doc":"Misplaced."          | has its logicalType beside its type
        "name":"a","type":{"type":"enum","name":"E","doc":"E.","symbols":["X"]},"doc":"Enum." | has no default UNKNOWN
        "name":"a","type":{"type":"array","items":["null","string"]},"default":[],"doc":"Nulls." | is no ["null", type]
        """)
    void findsAnOffence(String field, String offence) {
        // Given
        var schema = new Schema.Parser().parse("""
            {"type":"record","name":"R","namespace":"dev.ghlsync.avro","doc":"Record.","fields":[{%s}]}
            """.formatted(field));

        // When
        var offences = offences(schema);

        // Then
        assertThat(offences).hasSize(1).first().asString().contains(offence);
    }

    private static List<String> offences(Schema schema) {
        var offences = new ArrayList<String>();
        check(schema, new HashSet<>(), offences);
        return offences;
    }

    private static void check(Schema schema, Set<String> seen, List<String> offences) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    checkNamed(schema, offences);
                    schema.getFields().forEach(field -> checkField(schema, field, seen, offences));
                }
            }
            case ENUM -> {
                if (seen.add(schema.getFullName())) {
                    checkNamed(schema, offences);
                    checkEnum(schema, offences);
                }
            }
            case ARRAY -> checkItem(schema, schema.getElementType(), seen, offences);
            case MAP -> checkItem(schema, schema.getValueType(), seen, offences);
            case UNION -> schema.getTypes().forEach(type -> check(type, seen, offences));
            case FIXED -> checkNamed(schema, offences);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static void checkItem(Schema container, Schema item, Set<String> seen, List<String> offences) {
        if (item.getType() == Schema.Type.UNION) {
            offences.add(
                    "An item of " + container + " is no [\"null\", type] field; use a record with optional fields.");
        }
        check(item, seen, offences);
    }

    private static void checkNamed(Schema schema, List<String> offences) {
        var name = schema.getFullName();
        checkDoc(name, schema.getDoc(), offences);
        if (!TYPE_NAME.matcher(schema.getName()).matches()) {
            offences.add(name + " is not PascalCase.");
        }
        if (!"dev.ghlsync.avro".equals(schema.getNamespace())) {
            offences.add(name + " is not in namespace dev.ghlsync.avro.");
        }
    }

    private static void checkEnum(Schema schema, List<String> offences) {
        if (!"UNKNOWN".equals(schema.getEnumDefault())) {
            offences.add(schema.getFullName() + " has no default UNKNOWN, which old readers need for new symbols.");
        }
        schema.getEnumSymbols().stream()
                .filter(symbol -> !SYMBOL.matcher(symbol).matches())
                .forEach(symbol -> offences.add(schema.getFullName() + "." + symbol + " is not UPPER_CASE."));
    }

    private static void checkField(Schema record, Field field, Set<String> seen, List<String> offences) {
        var name = record.getFullName() + "." + field.name();
        checkDoc(name, field.doc(), offences);
        if (!FIELD_NAME.matcher(field.name()).matches()) {
            offences.add(name + " is not lowerCamel.");
        }
        if (field.getObjectProp("logicalType") != null) {
            offences.add(name + " has its logicalType beside its type, where Avro ignores it; nest it in the type.");
        }
        if (field.schema().getType() == Schema.Type.UNION) {
            checkOptional(name, field, offences);
        }
        check(field.schema(), seen, offences);
    }

    private static void checkOptional(String name, Field field, List<String> offences) {
        var types = field.schema().getTypes();
        if (types.size() != 2 || types.getFirst().getType() != Schema.Type.NULL) {
            offences.add(name + " is no [\"null\", type] union.");
        } else if (!Objects.equals(field.defaultVal(), JsonProperties.NULL_VALUE)) {
            offences.add(name + " is optional without default null.");
        }
    }

    private static void checkDoc(String name, String doc, List<String> offences) {
        if (doc == null) {
            offences.add(name + " has no doc.");
        } else if (!SENTENCE.matcher(doc).matches()) {
            offences.add(name + " doc is no sentence with a capital first and a full stop: " + doc);
        }
    }
}
