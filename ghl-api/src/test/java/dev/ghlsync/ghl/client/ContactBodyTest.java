package dev.ghlsync.ghl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.ghlsync.ghl.Samples;
import dev.ghlsync.ghl.model.GhlJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Write bodies against the official contacts.json. */
class ContactBodyTest {
    private static final Schema CREATE = officialSchema("CreateContactDto");
    private static final Schema UPDATE = officialSchema("UpdateContactDto");

    @ParameterizedTest
    @EnumSource
    void everyFieldIsAcceptedByCreate(ContactField field) {
        // When
        ContactCreate contact = ContactCreate.in("L").set(field, valueOf(field)).build();

        // Then
        assertThat(CREATE.validate(contact.json().toString(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsAcceptedByUpdateOrRefusedBeforehand(ContactField field) {
        if (field.writableOnUpdate()) {
            // When
            ContactUpdate update =
                    ContactUpdate.builder().set(field, valueOf(field)).build();

            // Then
            assertThat(UPDATE.validate(update.json().toString(), InputFormat.JSON))
                    .isEmpty();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContactUpdate.builder().set(field, valueOf(field)))
                    .withMessageContaining(field.wireName());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DND_SETTINGS", "INBOUND_DND_SETTINGS"})
    void everyClearIsAcceptedByTheSpecification(ContactField field) {
        // When
        JsonNode created =
                ContactCreate.in("L").set(field, (JsonNode) null).build().json();
        JsonNode updated = field.writableOnUpdate()
                ? ContactUpdate.builder().set(field, (JsonNode) null).build().json()
                : GhlJson.emptyObject();

        // Then
        assertThat(CREATE.validate(created.toString(), InputFormat.JSON)).isEmpty();
        assertThat(UPDATE.validate(updated.toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theFieldsAreThoseOfTheOfficialFile() {
        // Given
        JsonNode schemas = schemas();

        // When
        List<String> onCreate =
                Arrays.stream(ContactField.values()).map(ContactField::wireName).toList();
        List<String> onUpdate = Arrays.stream(ContactField.values())
                .filter(ContactField::writableOnUpdate)
                .map(ContactField::wireName)
                .toList();

        // Then
        assertThat(onCreate)
                .containsExactlyInAnyOrderElementsOf(
                        properties(schemas, "CreateContactDto", Set.of("locationId", "tags", "customFields")));
        assertThat(onUpdate)
                .containsExactlyInAnyOrderElementsOf(
                        properties(schemas, "UpdateContactDto", Set.of("tags", "customFields")));
    }

    @Test
    void customFieldsOfEveryShapeAreAccepted() {
        // Given
        JsonNode list = JsonNodeFactory.instance.arrayNode().add("a").add("b");

        // When
        ContactUpdate update = ContactUpdate.builder()
                .customField("text", TextNode.valueOf("x"))
                .customField("number", IntNode.valueOf(7))
                .customField("list", list)
                .customField("cleared", null)
                .build();

        // Then
        assertThat(UPDATE.validate(update.json().toString(), InputFormat.JSON)).isEmpty();
        assertThat(update.json().toString())
                .isEqualTo("{\"customFields\":[{\"id\":\"text\",\"field_value\":\"x\"},"
                        + "{\"id\":\"number\",\"field_value\":7},{\"id\":\"list\",\"field_value\":[\"a\",\"b\"]},"
                        + "{\"id\":\"cleared\",\"field_value\":\"\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "locationId", "companyName", "gender", "additionalEmails", "id"})
    void theCheckItselfFindsWhatAnUpdateMustNotHave(String property) {
        // Given
        ObjectNode body = GhlJson.emptyObject().put("city", "Ulm").put(property, "x");

        // When
        var errors = UPDATE.validate(body.toString(), InputFormat.JSON);

        // Then
        assertThat(errors).isNotEmpty();
    }

    @Test
    void theCheckItselfFollowsReferences() {
        // Given
        ObjectNode body = GhlJson.emptyObject();
        body.putObject("dndSettings").putObject("Email").put("status", "maybe");

        // When
        var errors = UPDATE.validate(body.toString(), InputFormat.JSON);

        // Then
        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error.getInstanceLocation()).hasToString("/dndSettings/Email/status"));
    }

    @Test
    void companyNameOnUpdateNeedsTheGuardedCall() {
        // When
        ContactUpdate update =
                ContactUpdate.builder().companyNameDespiteTheSpec("Acme").build();

        // Then
        assertThat(update.json().toString()).isEqualTo("{\"companyName\":\"Acme\"}");
        assertThat(UPDATE.validate(update.json().toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void sendsNoEmptyUpdate() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ContactUpdate.builder().build());
    }

    @Test
    void showsNamesButNoValues() {
        // When
        String shown = ContactCreate.in("L")
                .set(ContactField.EMAIL, "jo@example.com")
                .build()
                .toString();

        // Then
        assertThat(shown).isEqualTo("ContactCreate[email, locationId]");
    }

    @Test
    void pagesUntilAPageIsShort() {
        // Given
        JsonNode full = GhlJson.objectOrEmpty("{\"contacts\":[{\"searchAfter\":[1,\"a\"]},{\"searchAfter\":[2,\"b\"]}]}"
                .getBytes(StandardCharsets.UTF_8));

        // When
        JsonNode next = ContactSearch.nextCursor(full, 2);
        JsonNode last = ContactSearch.nextCursor(full, 3);

        // Then
        assertThat(next).hasToString("[2,\"b\"]");
        assertThat(last).isNull();
        assertThat(ContactSearch.everyContact("L", 2).after(next).json().get("searchAfter"))
                .isEqualTo(next);
    }

    private static JsonNode valueOf(ContactField field) {
        return switch (field) {
            case DND -> BooleanNode.TRUE;
            case DND_SETTINGS -> object("Email");
            case INBOUND_DND_SETTINGS -> object("all");
            default -> TextNode.valueOf("2000-01-31");
        };
    }

    private static JsonNode object(String channel) {
        ObjectNode settings = GhlJson.emptyObject();
        settings.putObject(channel).put("status", "active");
        return settings;
    }

    private static List<String> properties(JsonNode schemas, String name, Set<String> without) {
        return schemas.path(name)
                .path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(property -> !without.contains(property))
                .toList();
    }

    /**
     * The official schema with three changes: HighLevel refuses properties that are not listed, which the file does not say; {@code dateOfBirth} and
     * numeric custom fields are declared {@code object} although their own examples are a text and a number; and a file's references are inlined
     * under one root.
     */
    private static Schema officialSchema(String name) {
        ObjectNode schemas = schemas();
        ObjectNode schema = (ObjectNode) schemas.get(name);
        schema.put("additionalProperties", false);
        ((ObjectNode) schema.at("/properties/dateOfBirth")).put("type", "string");
        ((ObjectNode) schemas.at("/NumericField/properties/field_value")).put("type", "number");
        schema.putObject("components").set("schemas", schemas.deepCopy().without(name));
        return SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30())
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    private static ObjectNode schemas() {
        @Nullable ObjectNode file = GhlJson.object(Samples.resource("/ghl-openapi/contacts.json"));
        return (ObjectNode) file.at("/components/schemas");
    }
}
