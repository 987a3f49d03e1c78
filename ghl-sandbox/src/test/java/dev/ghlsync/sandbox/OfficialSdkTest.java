package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** HighLevel's own Node SDK against the sandbox. SKIPPED where node or npm is missing or the package cannot be fetched. */
class OfficialSdkTest {
    private static final String PACKAGE = "@gohighlevel/api-client@3.1.0";
    private static final Path FOLDER = Path.of("target", "official-sdk");

    @Test
    void theOfficialSdkCompletesItsStory() throws IOException, InterruptedException {
        // Given
        assumeThat(installed()).as("node, npm and " + PACKAGE).isTrue();
        try (var target = new WebhookTarget();
                var server = SandboxServer.start(SandboxConfig.defaults()
                        .withWebhookTarget(target.url())
                        .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0)))) {
            var client = Client.ofNewLocation(server, "");
            JsonNode app = client.control("GET", "/_sandbox/app", null).json();
            String code = client.control("POST", "/_sandbox/install", "{'locationId':'$L'}")
                    .json()
                    .path("code")
                    .asText();
            await().until(() -> !target.received().isEmpty());
            var webhook = target.received().getFirst();
            // When
            var run = run(
                    List.of("node", "sdk-story.cjs"),
                    Map.of(
                            "SANDBOX_URL", server.baseUrl().toString(),
                            "LOCATION", client.locationId(),
                            "CLIENT_ID", app.path("clientId").asText(),
                            "CLIENT_SECRET", app.path("clientSecret").asText(),
                            "CODE", code,
                            "PUBLIC_KEY",
                                    client.control("GET", "/_sandbox/keys", null)
                                            .json()
                                            .path("ed25519")
                                            .asText(),
                            "WEBHOOK_BODY", Base64.getEncoder().encodeToString(webhook.body()),
                            "WEBHOOK_SIGNATURE", webhook.signature()));
            // Then
            assertThat(run.output())
                    .contains("refreshed", "created, read, updated", "searched, tagged", "webhook verified");
            assertThat(run.exit()).as(run.output()).isZero();
        }
    }

    private record Run(int exit, String output) {}

    private static boolean installed() throws InterruptedException {
        try (InputStream story =
                Objects.requireNonNull(OfficialSdkTest.class.getResourceAsStream("node/sdk-story.cjs"))) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve("sdk-story.cjs"), story.readAllBytes());
            if (Files.isDirectory(FOLDER.resolve("node_modules/@gohighlevel/api-client"))) {
                return run(List.of("node", "--version"), Map.of()).exit() == 0;
            }
            Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}");
            return run(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE), Map.of())
                            .exit()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Run run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("official-sdk", ".log");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Run(ended ? process.exitValue() : -1, text);
    }
}
