package dev.ghlsync.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationPartitionsTest {
    private static final long SEED = 20_261_125;

    @Test
    void agreesWithKafkasDefaultPartitionerOnTheLocationAsKey() {
        // Given
        var random = new Random(SEED);
        var locations = IntStream.range(0, 10_000)
                .mapToObj(i -> Long.toString(random.nextLong(), 36) + "é".repeat(i % 3))
                .toList();

        // When
        var differing = locations.stream()
                .filter(location -> {
                    var partitions = 1 + Math.floorMod(location.hashCode(), 64);
                    return LocationPartitions.partitionOf(location, partitions)
                            != BuiltInPartitioner.partitionForKey(
                                    location.getBytes(StandardCharsets.UTF_8), partitions);
                })
                .toList();

        // Then
        assertThat(differing).as("seed %d", SEED).isEmpty();
    }

    /** Pinned: another result would send a location's records to other partitions than those written before. */
    @ParameterizedTest
    @CsvSource({"ve9EPM428h8vShlRW1KT,12,2", "ve9EPM428h8vShlRW1KT,4,2", "'',12,9"})
    void neverChanges(String location, int partitions, int partition) {
        // When
        var found = LocationPartitions.partitionOf(location, partitions);

        // Then
        assertThat(found).isEqualTo(partition);
    }

    @Test
    void spreadsLocationsOverAllPartitions() {
        // When
        var used = IntStream.range(0, 1_000).map(i -> LocationPartitions.partitionOf("location-" + i, 12));

        // Then
        assertThat(used.distinct().sorted().toArray())
                .isEqualTo(IntStream.range(0, 12).toArray());
    }
}
