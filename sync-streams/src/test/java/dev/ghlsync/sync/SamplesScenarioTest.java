package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples that GoHighLevel publishes; see ghl-samples/LICENSE-NOTE.txt. */
class SamplesScenarioTest {
    private static final Path SAMPLES = Path.of("src/test/resources/ghl-samples");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void allSamplesTwiceInAnyOrderAreOneObjectEachAndOneEventPerTransition(long seed) {
        // Given
        var bodies = new ArrayList<>(samples());
        bodies.addAll(samples());
        Collections.shuffle(bodies, new Random(seed));
        try (var sync = new SyncScenario()) {
            List.of("0007BWpSzSwfiuSl0tR2", "ve9EPM428h8vShlRW1KT", "3jJ0coeqWCZMAosyGQ6K")
                    .forEach(sync::connect);

            // When
            bodies.forEach(sync::webhook);

            // Then
            assertThat(sync.written().bookingsByGhlId()).hasSize(1);
            assertThat(sync.written().opportunitiesByGhlId()).hasSize(2);
            assertThat(sync.written().tasksByGhlId()).hasSize(2);
            assertThat(told(sync))
                    .as("seed %d", seed)
                    .isEqualTo(new TreeMap<>(Map.of(
                            "booking_scheduled", 1L,
                            "opportunity_created", 2L,
                            "opportunity_deleted", 1L,
                            "task_completed", 1L,
                            "task_created", 2L,
                            "task_deleted", 1L)));
        }
    }

    private static Map<String, Long> told(SyncScenario sync) {
        var told = new TreeMap<String, Long>();
        sync.written().eventTypes().forEach(type -> told.merge(type, 1L, Long::sum));
        return told;
    }

    private static List<String> samples() {
        try (var files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(SamplesScenarioTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
