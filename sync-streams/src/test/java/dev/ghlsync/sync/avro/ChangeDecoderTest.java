package dev.ghlsync.sync.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeDecoderTest {
    @Test
    void everyFieldGetsItsCanonicalForm() {
        // Given
        var record = change(c -> c.setProducer(" Coach ")
                .setSet(ContactFields.newBuilder()
                        .setGivenName(" Ada ")
                        .setEmail("ADA@Example.com ")
                        .setPhone(" 030 123456")
                        .setCountry("de")
                        .setDateOfBirth("12/10/1815")
                        .setCity("")
                        .setCustomFields(List.of(
                                custom("t", CustomFieldKind.TEXT, "7"),
                                custom("n", CustomFieldKind.NUMBER, "7.50"),
                                custom("j", CustomFieldKind.JSON, "{\"b\":1,\"a\":2}"),
                                custom("e", CustomFieldKind.TEXT, null),
                                list("l", "x", "y")))
                        .build())
                .setClear(List.of("website", "customFields.gone"))
                .setTagsAdd(List.of(" VIP "))
                .setTagsRemove(List.of("Old")));

        // When
        var change = ((Inbound.Change) decoded(record)).in("DE");

        // Then
        var expected = new TreeMap<String, String>(Map.ofEntries(
                Map.entry("givenName", "Ada"),
                Map.entry("email", "ada@example.com"),
                Map.entry("phone", "+4930123456"),
                Map.entry("country", "DE"),
                Map.entry("dateOfBirth", "1815-12-10"),
                Map.entry("customFields.t", "\"7\""),
                Map.entry("customFields.n", "7.5"),
                Map.entry("customFields.j", "{\"a\":2,\"b\":1}"),
                Map.entry("customFields.l", "[\"x\",\"y\"]"),
                Map.entry("tags.vip", "+")));
        for (var cleared : List.of("city", "website", "customFields.e", "customFields.gone", "tags.old")) {
            expected.put(cleared, null);
        }
        assertThat(named(change)).isEqualTo(expected);
        assertThat(change.rejection()).isNull();
        assertThat(change.producer()).isEqualTo("coach");
        assertThat(change.correlationId()).isEqualTo("change-1");
        assertThat(change.changedAt()).isEqualTo(5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Ada King Lovelace | -   | -     | Ada | King Lovelace",
                "Ada               | -   | -     | Ada | -",
                "Ada Lovelace      | Bob | -     | Bob | not said",
                "Ada Lovelace      | -   | Smith | not said | Smith"
            })
    void aFullNameCountsOnlyWhenNoPartIsSaid(String full, String given, String family, String first, String last) {
        // Given
        var record = change(c -> c.setSet(ContactFields.newBuilder()
                .setFullName(full)
                .setGivenName(given)
                .setFamilyName(family)
                .build()));

        // When
        var change = (Inbound.Change) decoded(record);

        // Then
        assertThat(named(change).getOrDefault("givenName", "not said")).isEqualTo(first);
        assertThat(named(change).getOrDefault("familyName", "not said")).isEqualTo(last);
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                rejected(c -> c.setClear(List.of("shoeSize")), "unknown_field", "shoeSize"),
                rejected(c -> c.setClear(List.of("customFields.")), "unknown_field", "customFields."),
                rejected(c -> c.setClear(List.of("dnd")), "not_writable", "dnd"),
                rejected(c -> c.setClear(List.of("source")), "not_writable", "source"),
                rejected(c -> c.setClear(List.of("dndSettings.SMS")), "not_writable", "dndSettings.SMS"),
                rejected(c -> c.setTarget(ChangeTarget.newBuilder().build()), "no_target", null),
                rejected(c -> set(c, f -> f.setEmail("nobody")), "invalid_value", "email"),
                rejected(c -> set(c, f -> f.setCountry("Germany")), "invalid_value", "country"),
                rejected(c -> set(c, f -> f.setDateOfBirth("2001-02-30")), "invalid_value", "dateOfBirth"),
                rejected(c -> set(c, f -> f.setDateOfBirth("soon")), "invalid_value", "dateOfBirth"),
                rejected(
                        c -> set(c, f -> f.setCustomFields(List.of(custom("n", CustomFieldKind.NUMBER, "many")))),
                        "invalid_value",
                        "customFields.n"),
                rejected(
                        c -> set(
                                c, f -> f.setCustomFields(List.of(custom("n", CustomFieldKind.NUMBER, "1e999999999")))),
                        "invalid_value",
                        "customFields.n"),
                rejected(
                        c -> set(c, f -> f.setCustomFields(List.of(custom("j", CustomFieldKind.JSON, "{")))),
                        "invalid_value",
                        "customFields.j"),
                rejected(c -> c.setTagsAdd(List.of(" ")), "invalid_value", "tagsAdd"),
                rejected(c -> c.setTagsAdd(List.of("a")).setTagsRemove(List.of("A")), "contradiction", "tags.a"),
                rejected(c -> set(c, f -> f.setCity("Berlin")).setClear(List.of("city")), "contradiction", "city"),
                rejected(c -> c.setChangeId(" "), "no_change_id", null),
                rejected(c -> c.setLocationId(" "), "no_location_id", null),
                rejected(c -> c.setKind(ChangeKind.UNKNOWN), "unknown_kind", null),
                rejected(c -> c.setKind(ChangeKind.MERGE), "no_merge_target", null));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void whatCannotBeAppliedIsRejectedWithItsReason(Consumer<CrmChange.Builder> flaw, Rejection expected) {
        // Given
        var record = change(flaw);

        // When
        var change = (Inbound.Change) decoded(record);

        // Then
        assertThat(change.rejection()).isEqualTo(expected);
    }

    @Test
    void anExternalIdIsATarget() {
        // Given
        var id = new dev.ghlsync.avro.ExternalId(" Coach ", " 17 ");
        var record = change(c ->
                c.setTarget(ChangeTarget.newBuilder().setExternalId(id).build()).setExternalIds(List.of(id)));

        // When
        var change = (Inbound.Change) decoded(record);

        // Then
        assertThat(change.rejection()).isNull();
        assertThat(change.externalId()).isEqualTo(new ExternalId("coach", "17"));
        assertThat(change.externalIds()).containsExactly(new ExternalId("coach", "17"));
    }

    private static Inbound decoded(CrmChange record) {
        var bytes = new FixedSchemaSerde().serialize("crm.changes", record);
        return InboundDecoder.changes(FixedSchemaSerde.serdes()).decode(bytes);
    }

    private static CrmChange change(Consumer<CrmChange.Builder> more) {
        var builder = CrmChange.newBuilder()
                .setChangeId("change-1")
                .setProducer("coach")
                .setLocationId("L")
                .setTarget(ChangeTarget.newBuilder().setContactId("our-1").build())
                .setSet(ContactFields.newBuilder().build())
                .setChangedAt(Instant.ofEpochMilli(5));
        more.accept(builder);
        return builder.build();
    }

    private static CrmChange.Builder set(CrmChange.Builder change, Consumer<ContactFields.Builder> fields) {
        var builder = ContactFields.newBuilder();
        fields.accept(builder);
        return change.setSet(builder.build());
    }

    private static Arguments rejected(Consumer<CrmChange.Builder> flaw, String reason, String field) {
        return Arguments.of(flaw, new Rejection(reason, field));
    }

    private static CustomField custom(String id, CustomFieldKind kind, String text) {
        return CustomField.newBuilder().setId(id).setKind(kind).setText(text).build();
    }

    private static CustomField list(String id, String... items) {
        return CustomField.newBuilder()
                .setId(id)
                .setKind(CustomFieldKind.LIST)
                .setList(List.of(items))
                .build();
    }

    private static SortedMap<String, String> named(Inbound.Change change) {
        var named = new TreeMap<String, String>();
        change.set().forEach((key, value) -> named.put(key.name(), value));
        return named;
    }
}
