package dev.ghlsync.ingest.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.avro.RunRecords;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.local.cluster.TestCluster;
import dev.ghlsync.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writers of owners on a real broker. */
class FencesTest {
    private static final Set<Integer> ALL = Set.of(0, 1, 2);

    @TempDir
    static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void startBroker() {
        cluster = TestCluster.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void nothingOfAnOwnerThatWasPushedOutBecomesVisible() {
        // Given
        try (var frozen = new Fences(cluster.settings());
                var next = new Fences(cluster.settings())) {
            frozen.acquire(ALL, TestCluster.PARTITIONS);
            assertThat(frozen.write("loc-fenced", List.of(progress("loc-fenced", "old-1")))
                            .join())
                    .isInstanceOf(WriteOutcome.Written.class);
            next.acquire(ALL, TestCluster.PARTITIONS);
            WriteOutcome written = next.write("loc-fenced", List.of(progress("loc-fenced", "new-1")))
                    .join();

            // When
            WriteOutcome late = frozen.write("loc-fenced", List.of(progress("loc-fenced", "old-2")))
                    .join();

            // Then
            assertThat(written).isInstanceOf(WriteOutcome.Written.class);
            assertThat(late).isInstanceOf(WriteOutcome.NotOwner.class);
            assertThat(frozen.anyLost()).isTrue();
            assertThat(next.anyLost()).isFalse();
            assertThat(next.write("loc-fenced", List.of(progress("loc-fenced", "new-2")))
                            .join())
                    .isInstanceOf(WriteOutcome.Written.class);
            assertThat(visible("loc-fenced")).containsExactly("old-1", "new-1", "new-2");
        }
    }

    @Test
    void manyWritersShareTransactionsAndAllGetTheirOffsets() {
        // Given
        try (var owner = new Fences(cluster.settings())) {
            owner.acquire(ALL, TestCluster.PARTITIONS);

            // When
            List<CompletableFuture<WriteOutcome>> writes = IntStream.range(0, 500)
                    .mapToObj(i -> owner.write(
                            "loc-many", List.of(progress("loc-many", "a" + i), progress("loc-many", "b" + i))))
                    .toList();

            // Then
            List<Long> offsets = new ArrayList<>();
            writes.forEach(write -> offsets.addAll(((WriteOutcome.Written) write.join()).offsets()));
            assertThat(offsets).hasSize(1_000).doesNotHaveDuplicates();
            assertThat(visible("loc-many")).hasSize(1_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void writesNothingForAPartitionItDoesNotOwn() {
        // Given
        try (var owner = new Fences(cluster.settings())) {
            owner.acquire(Set.of(), TestCluster.PARTITIONS);

            // When
            WriteOutcome outcome = owner.write("loc-foreign", List.of(progress("loc-foreign", "x")))
                    .join();

            // Then
            assertThat(outcome).isInstanceOf(WriteOutcome.NotOwner.class);
        }
    }

    private static Outgoing<?> progress(String location, String runId) {
        return RunRecords.of(ReadRun.begin(location, runId, 1, ReadRun.Phase.INITIAL_SYNC, null, Instant.EPOCH), null);
    }

    /** Run ids of a location's records that a reader of committed records sees, in order. */
    private static List<String> visible(String location) {
        Map<String, Object> config = cluster.settings().clientConfig();
        config.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = ALL.stream()
                    .map(number -> new TopicPartition(Topics.GHL_BACKFILL_PROGRESS.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> runs = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(location)) {
                        runs.add(new String(
                                record.headers().lastHeader("correlation-id").value(),
                                java.nio.charset.StandardCharsets.UTF_8));
                    }
                }
            }
            return runs;
        }
    }
}
