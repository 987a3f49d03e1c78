package dev.ghlsync.sync.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushKind;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.sync.domain.contact.Command;
import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Folded;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Issued;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.ghl.ContactReadings;
import dev.ghlsync.sync.ghl.Reading;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EmissionEncoderTest {
    private static final long AT = 1_700_000_000_000L;
    private static final String CONTACT = """
        {"id":"ghl-1","firstName":"Ada","lastName":"Lovelace","email":"Ada@example.com","phone":"030 123456 ext. 9",
        "address1":"Street 1","city":"Berlin","state":"BE","postalCode":"10115","country":"de","companyName":"Engines",
        "website":"https://a.example","dateOfBirth":"1815-12-10","timezone":"Europe/Berlin","assignedTo":"user-1",
        "source":"webinar","dnd":true,"tags":["Vip","a"],"dateAdded":"2023-11-01T10:00:00.000Z",
        "dndSettings":{"SMS":{"status":"active","message":"m","code":"101"}},
        "attributionSource":{"gclid":"g","utmSource":"s","msclikid":"ms","fbEventId":"e"},
        "lastAttributionSource":{"fbclid":"f"},
        "customFields":[{"id":"t","value":"text"},{"id":"n","value":7.50},{"id":"l","value":["x","y"]},
        {"id":"j","value":{"b":1,"a":true}}]}\
        """;

    private final EmissionEncoder encoder = new EmissionEncoder(FixedSchemaSerde.serdes());

    @Test
    void aContactHasEveryField() {
        // Given
        var folded = folded(CONTACT);

        // When
        var contact = announced(folded);

        // Then
        assertThat(contact.getContactId()).isEqualTo("our-1");
        assertThat(contact.getLocationId()).isEqualTo("L");
        assertThat(contact.getOrganizationId()).isEqualTo("org");
        assertThat(contact.getVersion()).isEqualTo(1);
        assertThat(contact.getStatus()).isEqualTo(ContactStatus.ACTIVE);
        assertThat(contact.getGhlContactId()).isEqualTo("ghl-1");
        assertThat(contact.getGivenName()).isEqualTo("Ada");
        assertThat(contact.getFamilyName()).isEqualTo("Lovelace");
        assertThat(contact.getEmail()).isEqualTo("ada@example.com");
        assertThat(contact.getPhone()).isEqualTo("+4930123456;ext=9");
        assertThat(contact.getPhoneRaw()).isNull();
        assertThat(contact.getCompany()).isEqualTo("Engines");
        assertThat(contact.getAddress())
                .isEqualTo(new dev.ghlsync.avro.Address("Street 1", "Berlin", "BE", "10115", "DE"));
        assertThat(contact.getWebsite()).isEqualTo("https://a.example");
        assertThat(contact.getDateOfBirth()).isEqualTo("1815-12-10");
        assertThat(contact.getTimezone()).isEqualTo("Europe/Berlin");
        assertThat(contact.getAssignedTo()).isEqualTo("user-1");
        assertThat(contact.getTags()).containsExactly("a", "vip");
        assertThat(contact.getDnd()).isTrue();
        assertThat(contact.getSource()).isEqualTo("webinar");
        assertThat(contact.getDndSettings())
                .containsExactly(new dev.ghlsync.avro.DndSetting("SMS", "active", "m", "101"));
        assertThat(contact.getGhlCreatedAt()).isEqualTo(Instant.parse("2023-11-01T10:00:00Z"));
        assertThat(contact.getLastConfirmedWithGhl()).isEqualTo(Instant.ofEpochMilli(AT));
        assertThat(contact.getCreatedAt()).isEqualTo(Instant.ofEpochMilli(AT - 1));
        assertThat(contact.getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(AT + 5));
        assertThat(contact.getDeletedInGhlAt()).isNull();
        assertThat(contact.getCorrelationId()).isEqualTo("cause");
    }

    @Test
    void customFieldsCarryTheirShape() {
        // Given
        var folded = folded(CONTACT);

        // When
        var fields = announced(folded).getCustomFields();

        // Then
        assertThat(fields)
                .containsExactly(
                        new dev.ghlsync.avro.CustomField("j", CustomFieldKind.JSON, "{\"a\":true,\"b\":1}", List.of()),
                        new dev.ghlsync.avro.CustomField("l", CustomFieldKind.LIST, "[\"x\",\"y\"]", List.of("x", "y")),
                        new dev.ghlsync.avro.CustomField("n", CustomFieldKind.NUMBER, "7.5", List.of()),
                        new dev.ghlsync.avro.CustomField("t", CustomFieldKind.TEXT, "text", List.of()));
    }

    @Test
    void attributionKeepsWhatHasNoFieldOfItsOwn() {
        // Given
        var folded = folded(CONTACT);

        // When
        var contact = announced(folded);

        // Then
        var first = contact.getFirstAttribution();
        assertThat(first.getGclid()).isEqualTo("g");
        assertThat(first.getUtmSource()).isEqualTo("s");
        assertThat(first.getMsclkid()).isEqualTo("ms");
        assertThat(first.getOther()).isEqualTo(Map.of("fbEventId", "e"));
        assertThat(contact.getLastAttribution().getFbclid()).isEqualTo("f");
    }

    @Test
    void provenanceNamesFieldsThatHaveOrHadAValueOnly() {
        // Given
        var folded = folded("{\"id\":\"ghl-1\",\"email\":\"a@b.c\",\"phone\":\"call me\"}");

        // When
        var contact = announced(folded);

        // Then
        assertThat(contact.getProvenance())
                .extracting(p -> p.getField() + " " + p.getSide())
                .containsExactly("email GHL", "phone GHL");
        assertThat(contact.getPhone()).isNull();
        assertThat(contact.getPhoneRaw()).isEqualTo("call me");
        assertThat(contact.getAddress()).isNull();
    }

    @Test
    void pendingAndNotWritableFieldsAreNamed() {
        // Given
        var before = folded("{\"id\":\"ghl-1\",\"email\":\"a@b.c\"}").state();
        var set = new TreeMap<FieldKey, String>();
        set.put(FieldKey.of(Field.CITY), "Berlin");
        set.put(FieldKey.of(Field.COMPANY), "Engines");
        var edit = new Input.Edit(
                "change-1", "coach", Input.Edit.Kind.UPSERT, set, new TreeSet<>(), AT + 90_000, AT + 90_000, null);
        var folded = ContactFold.fold(before, new Input.Edited(edit), Policy.DEFAULT, AT + 90_000);

        // When
        var contact = announced(folded);

        // Then
        assertThat(contact.getPending()).containsExactly("city");
        assertThat(contact.getNotWritable()).containsExactly("company");
        assertThat(contact.getProvenance())
                .filteredOn(p -> p.getField().equals("city"))
                .singleElement()
                .satisfies(p -> assertThat(p.getProducer()).isEqualTo("coach"));
    }

    @Test
    void anEventNamesFieldsAndItsCause() {
        // Given
        var happening = new Happening(
                Happening.Kind.CONTACT_UPDATED,
                Side.CRM,
                "coach",
                List.of(FieldKey.of(Field.CITY), FieldKey.tag("vip")),
                "why",
                "our-2");
        var emission = new Emission.Happened(
                "L", "event-1", "our-1", "ghl-1", 7, happening, "change-1", "org", Map.of("n", "1"), AT, "cause");

        // When
        var record = encoder.encode(emission);

        // Then
        assertThat(record.topic()).isEqualTo("sync.events");
        assertThat(record.key()).isEqualTo("our-1");
        var event = (SyncEvent) decoded(record);
        assertThat(event)
                .isEqualTo(SyncEvent.newBuilder()
                        .setEventId("event-1")
                        .setType("contact_updated")
                        .setLocationId("L")
                        .setOrganizationId("org")
                        .setObjectType(ObjectType.CONTACT)
                        .setObjectId("our-1")
                        .setContactId("our-1")
                        .setRelatedContactId("our-2")
                        .setGhlId("ghl-1")
                        .setVersion(7L)
                        .setSide(dev.ghlsync.avro.Side.CRM)
                        .setProducer("coach")
                        .setFields(List.of("city", "tags.vip"))
                        .setReason("why")
                        .setChangeId("change-1")
                        .setAttributes(Map.of("n", "1"))
                        .setOccurredAt(Instant.ofEpochMilli(AT))
                        .setCorrelationId("cause")
                        .build());
    }

    @Test
    void aCommandSplitsTagsFromFieldsAndCarriesTheBase() {
        // Given
        var wanted = new TreeMap<FieldKey, String>();
        wanted.put(FieldKey.of(Field.CITY), "Berlin");
        wanted.put(FieldKey.custom("f"), null);
        wanted.put(FieldKey.tag("new"), FieldKey.PRESENT);
        wanted.put(FieldKey.tag("old"), null);
        var bases = new TreeMap<>(Map.of(
                FieldKey.of(Field.CITY),
                new Command.Base("Bonn", true),
                FieldKey.custom("f"),
                new Command.Base(null, false)));
        var issued = new Issued(9, 2, Issued.Kind.UPDATE, wanted, AT, false, Long.MAX_VALUE, new TreeMap<>());
        var emission = new Emission.Commanded(
                "L", "our-1", "org", new Command(issued, "ghl-1", bases, AT - 5, AT - 9), 3, "cause");

        // When
        var record = encoder.encode(emission);

        // Then
        assertThat(record.topic()).isEqualTo("push.commands");
        assertThat(record.key()).isEqualTo("our-1");
        var command = (PushCommand) decoded(record);
        assertThat(command.getKind()).isEqualTo(PushKind.UPDATE);
        assertThat(command.getVersion()).isEqualTo(9);
        assertThat(command.getAttempt()).isEqualTo(2);
        assertThat(command.getEpoch()).isEqualTo(3);
        assertThat(command.getTagsAdd()).containsExactly("new");
        assertThat(command.getTagsRemove()).containsExactly("old");
        assertThat(command.getFields())
                .containsExactly(
                        new dev.ghlsync.avro.PushField("city", "Berlin", "Bonn", true),
                        new dev.ghlsync.avro.PushField("customFields.f", null, null, false));
        assertThat(command.getFirstPlannedAt()).isEqualTo(Instant.ofEpochMilli(AT - 5));
        assertThat(command.getPlannedAt()).isEqualTo(Instant.ofEpochMilli(AT));
    }

    @Test
    void aFetchAsksForTheContactOnItsLocationsPartition() {
        // Given
        var emission = new Emission.Fetched("L", "request-1", "ghl-1", Fetching.Reason.CONTRADICTION, AT, "cause");

        // When
        var record = encoder.encode(emission);

        // Then
        assertThat(record.topic()).isEqualTo("ghl.fetch-requests");
        assertThat(record.key()).isEqualTo("L");
        var fetch = (FetchRequest) decoded(record);
        assertThat(fetch.getObjectType()).isEqualTo(ObjectType.CONTACT);
        assertThat(fetch.getObjectId()).isEqualTo("ghl-1");
        assertThat(fetch.getReason()).isEqualTo("contradiction");
        assertThat(fetch.getRequestId()).isEqualTo("request-1");
    }

    @Test
    void aDeadLetterKeepsItsBytesAndSaysWhereItCameFrom() {
        // Given
        var value = new byte[] {1, 2, 3};
        var emission = new Emission.DeadLettered(
                "", "entry-1", new byte[] {9}, value, "not_decodable", "The bytes …", "crm.changes", 2, 17, AT);

        // When
        var record = encoder.encode(emission);

        // Then
        assertThat(record.topic()).isEqualTo("sync.dlq");
        assertThat(record.key()).isEqualTo("entry-1");
        assertThat(record.value()).isSameAs(value);
        assertThat(header(record, Headers.SOURCE_TOPIC)).isEqualTo("crm.changes");
        assertThat(header(record, Headers.SOURCE_PARTITION)).isEqualTo("2");
        assertThat(header(record, Headers.SOURCE_OFFSET)).isEqualTo("17");
        assertThat(header(record, Headers.REASON)).isEqualTo("not_decodable");
        assertThat(record.headers().lastHeader(Headers.ORIGINAL_KEY).value()).containsExactly(9);
        assertThat(record.headers().lastHeader(Headers.LOCATION_ID)).isNull();
    }

    @Test
    void headersNameLocationOrganizationAndCause() {
        // Given
        var folded = folded(CONTACT);
        var emission = new Emission.Announced(folded.state(), folded.view(), "org", "cause");

        // When
        var record = encoder.encode(emission);

        // Then
        assertThat(header(record, Headers.LOCATION_ID)).isEqualTo("L");
        assertThat(header(record, Headers.ORGANIZATION_ID)).isEqualTo("org");
        assertThat(header(record, Headers.CORRELATION_ID)).isEqualTo("cause");
    }

    private Contact announced(Folded folded) {
        return (Contact) decoded(encoder.encode(new Emission.Announced(folded.state(), folded.view(), "org", "cause")));
    }

    private static Object decoded(OutboundRecord record) {
        return new FixedSchemaSerde().deserialize(record.topic(), record.value());
    }

    private static Folded folded(String json) {
        var snapshot = new Inbound.Snapshot(
                "L",
                Inbound.Snapshot.Kind.CONTACT,
                "ghl-1",
                Inbound.Snapshot.Source.GET,
                true,
                AT,
                null,
                json.getBytes(StandardCharsets.UTF_8),
                "cause");
        var seen = ((Reading.Seen) ContactReadings.of(snapshot, "DE")).input();
        return ContactFold.fold(ContactState.unknown("L", "our-1", AT - 1), seen, Policy.DEFAULT, AT + 5);
    }

    private static String header(OutboundRecord record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
