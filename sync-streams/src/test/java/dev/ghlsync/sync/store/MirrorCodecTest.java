package dev.ghlsync.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Datum;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.MirrorFold;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Seen;
import dev.ghlsync.sync.domain.mirror.Sighting;
import dev.ghlsync.sync.domain.mirror.Sighting.Source;
import dev.ghlsync.sync.domain.opportunity.OpportunityRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/store/object-v1.hex");
    private static final long START = 1_780_000_000_000L;

    private final MirrorCodec codec = new MirrorCodec();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhatItWrote(long seed) {
        // Given
        var state = state(new Random(seed), 200);

        // When
        var read = codec.decode(codec.encode(state));

        // Then
        assertThat(read).as("seed %d", seed).isEqualTo(state);
    }

    @Test
    void bytesOfVersionOneStayReadableAndStayWhatTheyWere() throws IOException {
        // Given
        if (Boolean.getBoolean("golden")) {
            var fresh = HexFormat.of().formatHex(codec.encode(state(new Random(1), 12)));
            Files.writeString(GOLDEN, fresh + "\n");
        }
        var golden = Files.readString(GOLDEN).strip();

        // When
        var state = codec.decode(HexFormat.of().parseHex(golden));

        // Then
        assertThat(HexFormat.of().formatHex(codec.encode(state)))
                .as(
                        "Stored objects could no longer be read: take a new version of the codec instead of changing"
                                + " %s",
                        GOLDEN)
                .isEqualTo(golden);
        assertThat(state.ghlId()).isEqualTo("opp1");
        assertThat(state.data()).containsEntry("room", new Datum("4711", START));
        assertThat(state.history().sightings()).isNotEmpty();
        assertThat(state.told()).containsEntry("opportunity_created|", 1L);
    }

    /** An opportunity after some webhooks and reads by chance. */
    private static Mirrored state(Random chance, int steps) {
        var rules = new OpportunityRules();
        var state = Mirrored.unknown(Kind.OPPORTUNITY, "loc1", "our-1", "opp1", START);
        for (int i = 0; i < steps; i++) {
            var values = new TreeMap<String, String>();
            values.put("status", chance.nextBoolean() ? "open" : "won");
            values.put("monetaryValue", Integer.toString(chance.nextInt(100)));
            values.put("assignedTo", chance.nextBoolean() ? null : "user1");
            long at = START + chance.nextInt(1_000_000);
            var sighting = new Sighting(at, at + 5, chance.nextInt(5) == 0 ? Source.READ : Source.WEBHOOK, values);
            boolean gone = chance.nextInt(20) == 0;
            var seen = new Seen(Kind.OPPORTUNITY, "opp1", sighting, gone, at + 5, Set.of(), false);
            UnaryOperator<Mirrored> attached = object -> object.with("contact-1", new TreeMap<>(Map.of("n", "Sales")));
            state = MirrorFold.seen(state, seen, rules, attached, START + i).state();
        }
        var patch = new TreeMap<>(Map.of("room", new Datum("4711", START)));
        return MirrorFold.patched(state, patch, rules, START).state();
    }
}
