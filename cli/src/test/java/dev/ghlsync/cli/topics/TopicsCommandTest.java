package dev.ghlsync.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.exit.FailureReporter;
import dev.ghlsync.local.broker.BrokerConfig;
import dev.ghlsync.local.broker.EmbeddedBroker;
import dev.ghlsync.local.process.LoopbackPorts;
import dev.ghlsync.local.registry.RegistryConfig;
import dev.ghlsync.local.registry.RegistryProcess;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code topics apply} on a real broker and registry, as one story: each step starts from what the last one left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicsCommandTest {
    private static final String OTHER_AUDIT_ENTRY = "{\"type\":\"record\",\"name\":\"AuditEntry\","
            + "\"namespace\":\"dev.ghlsync.avro\",\"fields\":[{\"name\":\"other\",\"type\":\"int\"}]}";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static RegistryProcess registry;
    private static Admin admin;

    @BeforeAll
    static void start() {
        registry = RegistryProcess.start(RegistryConfig.of(folder.resolve("registry"), 0));
        broker = EmbeddedBroker.start(BrokerConfig.forTests(folder.resolve("broker")));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
        registry.close();
    }

    @Test
    @Order(1)
    void showsWhatItWouldDoAndChangesNothing() throws Exception {
        // When
        var run = run(registry.url(), "--dry-run");

        // Then
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("+ topic ghl.webhooks (4 partitions, replication 1, cleanup.policy=delete,")
                .contains("+ schema ghl.webhooks-value (first version)")
                .endsWith("Dry run: nothing was changed.\n");
        assertThat(topicNames()).isEmpty();
        assertThat(registryCall("GET", "/subjects", "")).isEqualTo("[]");
    }

    @Test
    @Order(2)
    void createsTopicsAndRegistersSchemas() throws Exception {
        // When
        var run = run(registry.url());

        // Then
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(topicNames())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(Topic::name).toList());
        assertThat(registryCall("GET", "/config/sync.contacts-value", "")).contains("FULL_TRANSITIVE");
        assertThat(registryCall("GET", "/subjects/sync.contacts-value/versions/latest", ""))
                .contains("Canonical state of one contact")
                .doesNotContain("avro.java.string");
    }

    @Test
    @Order(3)
    void changesNothingWhenRunAgain() {
        // When
        var run = run(registry.url());

        // Then
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).matches("All \\d+ topics and \\d+ schemas are as they should be\\.\n");
    }

    @Test
    @Order(4)
    void putsASettingBackThatSomeoneChanged() throws Exception {
        // Given
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "ghl.webhooks");
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();

        // When
        var run = run(registry.url());

        // Then
        assertThat(run.out()).isEqualTo("~ topic ghl.webhooks retention.ms: 1000 -> 604800000\nDone.\n");
    }

    @Test
    @Order(5)
    void guardsASubjectAgainThatSomeoneOpened() throws Exception {
        // Given
        registryCall("PUT", "/config/ops.audit-value", "{\"compatibility\":\"NONE\"}");

        // When
        var run = run(registry.url());

        // Then
        assertThat(run.out()).isEqualTo("~ schema ops.audit-value compatibility: -> FULL_TRANSITIVE\nDone.\n");
        assertThat(registryCall("GET", "/config/ops.audit-value", "")).contains("FULL_TRANSITIVE");
    }

    @Test
    @Order(6)
    void refusesAnIncompatibleSchemaInOneSentence() throws Exception {
        // Given
        registryCall("DELETE", "/subjects/ops.audit-value", "");
        registryCall(
                "POST",
                "/subjects/ops.audit-value/versions",
                new ObjectMapper()
                        .createObjectNode()
                        .put("schema", OTHER_AUDIT_ENTRY)
                        .toString());

        // When
        var run = run(registry.url());

        // Then
        assertThat(run.code()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.err())
                .startsWith("ghl-sync: The schema of ops.audit-value is not compatible with version ")
                .contains("(the new schema cannot read old records: a field without a default was added or removed:"
                        + " entryId at /fields/0)")
                .endsWith("; undo that change, or give the new shape a topic of its own. Nothing was changed.\n");
    }

    @Test
    @Order(7)
    void refusesAnotherPartitionCount() throws Exception {
        // Given
        admin.createPartitions(Map.of("push.replans", NewPartitions.increaseTo(5)))
                .all()
                .get();

        // When
        var run = run(registry.url());

        // Then
        assertThat(run.code()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.err()).startsWith("ghl-sync: Topic push.replans has 5 partitions, not 4;");
    }

    @Test
    @Order(8)
    void saysWhichServiceDoesNotAnswer() {
        // Given
        var nothing = "http://127.0.0.1:" + LoopbackPorts.free();

        // When
        var run = run(nothing);

        // Then
        assertThat(run.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err())
                .isEqualTo("ghl-sync: The schema registry at " + nothing + " does not answer; start it, or set"
                        + " SCHEMA_REGISTRY_URL to where it listens.\n");
    }

    private record Run(int code, String out, String err) {}

    private static Run run(String registryUrl, String... more) {
        var environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "SCHEMA_REGISTRY_URL", registryUrl);
        var out = new StringWriter();
        var err = new StringWriter();
        var reporter = new FailureReporter(Map.of());
        var command = new CommandLine(new TopicsCommand(environment))
                .setExecutionExceptionHandler(reporter)
                .setParameterExceptionHandler(reporter)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        var args = new ArrayList<>(List.of("apply", "--partitions-location", "4", "--partitions-key", "3"));
        args.addAll(List.of(more));
        return new Run(command.execute(args.toArray(String[]::new)), out.toString(), err.toString());
    }

    private static Set<String> topicNames() throws Exception {
        return admin.listTopics().names().get();
    }

    private static String registryCall(String method, String path, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(registry.url() + "/apis/ccompat/v7" + path))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
