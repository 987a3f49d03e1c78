package dev.ghlsync.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.contact.Published;
import dev.ghlsync.sync.domain.contact.Write;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Track;
import dev.ghlsync.sync.ghl.ContactReadings;
import dev.ghlsync.sync.ghl.Reading;
import dev.ghlsync.sync.inbound.Inbound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCodecTest {
    private static final long READ_AT = 1_700_000_000_000L;
    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final String CONTACT = """
        {"id":"nmFmQEsNgz6AVpgLVUJ0","firstName":"Ada","lastName":"Lovelace","email":"ada@example.com",
        "phone":"+4930123456","address1":"12 St James's Square","city":"London","state":"London",
        "postalCode":"SW1Y 4JH","country":"GB","companyName":"Analytical Engines","source":"webinar",
        "dateAdded":"2023-11-01T10:00:00.000Z","dateUpdated":"2023-11-14T22:00:00.000Z","dnd":false,
        "tags":["vip","newsletter","customer","webinar 2023","london"],
        "customFields":[{"id":"BcdmQEsNgz6AVpgLVUJ0","value":"XYZ Corp"},{"id":"CcdmQEsNgz6AVpgLVUJ1","value":42},
        {"id":"DcdmQEsNgz6AVpgLVUJ2","value":["red","blue"]},{"id":"EcdmQEsNgz6AVpgLVUJ3","value":"2024-05-01"},
        {"id":"FcdmQEsNgz6AVpgLVUJ4","value":"a sentence of a few words"}]}\
        """;

    private final ContactCodec codec = new ContactCodec();

    @ParameterizedTest
    @ValueSource(longs = {1, 20261125, 42})
    void readsBackWhatItWrote(long seed) {
        // Given
        var states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            var state = states.next();

            // When
            var read = codec.decode(codec.encode(state));

            // Then
            assertThat(read).as("state %d of seed %d", i, seed).isEqualTo(state);
        }
    }

    @Test
    void bytesOfVersionThreeStayReadableAndStayWhatTheyWere() throws IOException {
        // Given
        var golden = golden(3);

        // When
        var state = codec.decode(HexFormat.of().parseHex(golden));

        // Then
        assertThat(HexFormat.of().formatHex(codec.encode(state)))
                .as("Stored contacts could no longer be read: take a new version of the codec instead of changing"
                        + " src/test/resources/store/contact-v3.hex")
                .isEqualTo(golden);
    }

    /** The files were written by the programs that had these versions only. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bytesOfFormerVersionsAreReadAndRewrittenAsVersionThree(int version) throws IOException {
        // Given
        var bytes = HexFormat.of().parseHex(golden(version));

        // When
        var state = codec.decode(bytes);

        // Then
        assertThat(HexFormat.of().formatHex(codec.encode(state))).isEqualTo(golden(3));
        assertThat(state.fetching().wantedOf()).isZero();
        assertThat(state.outbound().firstFailedAt()).isZero();
        assertThat(state.published().forgotten()).isZero();
        assertThat(state.locationId()).isEqualTo("ve9EPM428h8vShlRW1KT");
        assertThat(state.ghlContactId()).isEqualTo("nmFmQEsNgz6AVpgLVUJ0");
        assertThat(state.createdAt()).isEqualTo(READ_AT);
        assertThat(state.ghlCreatedAt()).isEqualTo(1_698_832_800_000L);
        assertThat(state.lifecycle()).isEqualTo(new Lifecycle(0, READ_AT, 0, 0, null, null, new TreeSet<>(), null));
        assertThat(state.timeline().stamps())
                .containsExactly(
                        new Stamp(1_699_999_200_000L, READ_AT, Stamp.Rank.READ),
                        new Stamp(READ_AT + 60_000, READ_AT + 60_000, Stamp.Rank.WEBHOOK));
        assertThat(state.timeline().tracks().get(FieldKey.of(Field.POSTAL_CODE)).said())
                .containsExactly(new Track.Said("SW1Y 4JH", 1), new Track.Said("SW1Y 4JZ", 2));
        assertThat(state.writes())
                .containsOnly(Map.entry(CITY, new Write("Berlin", READ_AT + 90_000, "change-1", "coach")));
        assertThat(state.outbound().issued())
                .singleElement()
                .satisfies(issued -> assertThat(issued.wanted()).containsExactly(Map.entry(CITY, "Berlin")));
        assertThat(state.published().version()).isEqualTo(3);
        assertThat(state.published().past().get(FieldKey.of(Field.POSTAL_CODE)))
                .isEqualTo(new Published.Past("SW1Y 4JZ", 2, "SW1Y 4JH", 1));
    }

    @Test
    void aRealisticContactTakesLessThanAKilobyte() {
        // Given
        var state = realistic();

        // When
        int size = codec.encode(state).length;

        // Then
        System.out.println(
                "A contact with 5 tags, 5 custom fields, one read and one webhook takes " + size + " bytes.");
        assertThat(size).isLessThan(1024);
    }

    @Test
    void everyCutOffValueIsRefused() {
        // Given
        var bytes = codec.encode(edited());

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);

            // When
            var thrown = catchThrowable(() -> codec.decode(cut));

            // Then
            assertThat(thrown).as("%d bytes", length).isInstanceOf(UnreadableStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 20261125})
    void damagedBytesAreReadOrRefusedButNothingElse(long seed) {
        // Given
        var random = new Random(seed);
        var bytes = codec.encode(edited());

        for (int i = 0; i < 2_000; i++) {
            var damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

            // When
            var thrown = catchThrowable(() -> codec.decode(damaged));

            // Then
            if (thrown != null) {
                assertThat(thrown).as("seed %d, round %d", seed, i).isInstanceOf(UnreadableStateException.class);
            }
        }
    }

    @Test
    void aNewerVersionIsRefusedByName() {
        // Given
        var bytes = codec.encode(realistic());
        bytes[0] = 4;

        // When
        var thrown = catchThrowable(() -> codec.decode(bytes));

        // Then
        assertThat(thrown)
                .isInstanceOf(UnreadableStateException.class)
                .hasMessage(
                        "A stored contact has version 4 and this program reads up to 3; start the version that wrote"
                                + " it, or a newer one.");
    }

    @Test
    void bytesLeftOverAreRefused() {
        // Given
        var bytes = codec.encode(realistic());
        var longer = Arrays.copyOf(bytes, bytes.length + 1);

        // When
        var thrown = catchThrowable(() -> codec.decode(longer));

        // Then
        assertThat(thrown).isInstanceOf(UnreadableStateException.class).hasMessageContaining("left over");
    }

    @Test
    void theSerdeKeepsADelete() {
        // Given
        var serde = codec.serde();

        // When
        var bytes = serde.serializer().serialize("store", null);

        // Then
        assertThat(bytes).isNull();
        assertThat(serde.deserializer().deserialize("store", null)).isNull();
    }

    private static ContactState realistic() {
        var read = new Inbound.Snapshot(
                "ve9EPM428h8vShlRW1KT",
                Inbound.Snapshot.Kind.CONTACT,
                "nmFmQEsNgz6AVpgLVUJ0",
                Inbound.Snapshot.Source.GET,
                true,
                READ_AT,
                null,
                CONTACT.getBytes(StandardCharsets.UTF_8),
                "correlation");
        var webhook = new Inbound.Webhook(
                "ve9EPM428h8vShlRW1KT",
                "ContactUpdate",
                "nmFmQEsNgz6AVpgLVUJ0",
                READ_AT + 60_000,
                CONTACT.replace("SW1Y 4JH", "SW1Y 4JZ").getBytes(StandardCharsets.UTF_8),
                "correlation");
        var state = ContactState.unknown("ve9EPM428h8vShlRW1KT", "0b9f2a52-8c0f-4d3e-9a55-2f1f0e6d7c11", READ_AT);
        state = fold(state, ContactReadings.of(read, "GB"), READ_AT + 10);
        return fold(state, ContactReadings.of(webhook, READ_AT + 60_100, "GB"), READ_AT + 60_100);
    }

    /** With a change of ours and the command it led to. */
    private static ContactState edited() {
        var set = new TreeMap<FieldKey, String>(Map.of(CITY, "Berlin"));
        long at = READ_AT + 90_000;
        var edit = new Input.Edit("change-1", "coach", Input.Edit.Kind.UPSERT, set, new TreeSet<>(), at, at, null);
        return ContactFold.fold(realistic(), new Input.Edited(edit), Policy.DEFAULT, at)
                .state();
    }

    private static ContactState fold(ContactState state, Reading reading, long now) {
        Input input = ((Reading.Seen) reading).input();
        return ContactFold.fold(state, input, Policy.DEFAULT, now).state();
    }

    private static String golden(int version) throws IOException {
        try (var in = ContactCodecTest.class.getResourceAsStream("/store/contact-v" + version + ".hex")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s", "");
        }
    }
}
