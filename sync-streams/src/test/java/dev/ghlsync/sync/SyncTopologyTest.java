package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class SyncTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

    /** Names Kafka Streams makes up end in a number of ten digits. */
    private static final Pattern MADE_UP = Pattern.compile("\\d{10}");

    private static final Pattern LAMBDA = Pattern.compile("\\S+\\$\\$Lambda[^)]*");

    private final Topology topology = SyncTopology.build(SyncScenario.edges((kind, outcome) -> {}));

    @Test
    void topologyIsTheOneThatWasReviewed() {
        // When
        var described = stable(topology.describe().toString());

        // Then
        refreshIfAsked(described);
        assertThat(described)
                .as(
                        "The topology differs from %s. To accept it: mvn -pl sync-streams -am test"
                                + " -Dtest=SyncTopologyTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dtest.jvm.args=-Dtopology.refresh=true, and review the diff. Do not accept a renamed"
                                + " store or repartition topic, or a processor moved to another sub-topology: running"
                                + " installations would lose their state; name it as before, or follow the migration in"
                                + " docs.",
                        GOLDEN)
                .isEqualTo(read());
    }

    @Test
    void noNameIsMadeUpByKafkaStreams() {
        // When
        var names = names(topology.describe());

        // Then
        assertThat(names)
                .as("Name it explicitly: a made-up number changes with every edit of the topology.")
                .isNotEmpty()
                .noneMatch(name -> MADE_UP.matcher(name).find());
    }

    @Test
    void storesAreTheNamedOnes() {
        // When
        var stores = new TreeSet<String>();
        nodes(topology.describe()).forEach(node -> {
            if (node instanceof TopologyDescription.Processor processor) {
                stores.addAll(processor.stores());
            }
        });

        // Then
        assertThat(stores)
                .containsExactlyInAnyOrder(
                        SyncNames.CONTACT_BY_ID,
                        SyncNames.CONTACT_BY_ALIAS,
                        SyncNames.CHANGE_BY_ID,
                        SyncNames.LOCATION_BY_ID,
                        SyncNames.HELD_BY_LOCATION,
                        SyncNames.WAKE_BY_DUE_TIME,
                        SyncNames.PARKED_BY_LOCATION,
                        SyncNames.REISSUE_BY_LOCATION,
                        SyncNames.WATCH_BY_PRODUCER,
                        SyncNames.HELD_BY_PRODUCER,
                        SyncNames.OBJECT_BY_ID,
                        SyncNames.OBJECT_BY_CONTACT,
                        SyncNames.OBJECT_WAKE_BY_DUE_TIME);
    }

    /** A lambda's class has another name in every run. */
    private static String stable(String description) {
        return LAMBDA.matcher(description.stripTrailing()).replaceAll("a lambda") + "\n";
    }

    private static List<String> names(TopologyDescription description) {
        var names = new ArrayList<String>();
        for (var node : nodes(description)) {
            names.add(node.name());
            switch (node) {
                case TopologyDescription.Source source
                when source.topicSet() != null -> names.addAll(source.topicSet());
                case TopologyDescription.Sink sink when sink.topic() != null -> names.add(sink.topic());
                case TopologyDescription.Processor processor -> names.addAll(processor.stores());
                default -> {}
            }
        }
        return names;
    }

    private static List<TopologyDescription.Node> nodes(TopologyDescription description) {
        return description.subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .toList();
    }

    private static void refreshIfAsked(String described) {
        if (Boolean.getBoolean("topology.refresh")) {
            try {
                Files.writeString(GOLDEN, described);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read() {
        try {
            return Files.readString(GOLDEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
