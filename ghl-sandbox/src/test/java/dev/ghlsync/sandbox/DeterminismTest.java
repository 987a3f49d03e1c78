package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
    @TempDir
    private Path folder;

    @Test
    void theSameSeedAndRequestsGiveTheSameAnswersAndWebhooksByteForByteInAnotherProcessToo()
            throws IOException, InterruptedException {
        // When
        List<String> here = LongSession.play(42);
        List<String> elsewhere = inAnotherProcess(42);
        // Then
        assertThat(elsewhere).isEqualTo(here);
        assertThat(here).hasSizeGreaterThan(150);
        assertThat(here.stream().filter(line -> line.contains("webhook "))).hasSizeGreaterThan(50);
        assertThat(here).anyMatch(line -> line.contains(" 503 "));
        assertThat(here).anyMatch(line -> line.contains("broken"));
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        // When
        try (var one = SandboxServer.start(LongSession.config(42));
                var two = SandboxServer.start(LongSession.config(43))) {
            // Then
            assertThat(state(Client.ofNewLocation(one, "\"contacts\":5")))
                    .isNotEqualTo(state(Client.ofNewLocation(two, "\"contacts\":5")));
        }
    }

    @Test
    void resetStartsTheSameStoryAgain() {
        // Given
        try (var server = SandboxServer.start(LongSession.config(42).withSettings(Settings.DEFAULTS))) {
            var before = Client.ofNewLocation(server, "\"contacts\":20");
            String state = state(before);
            before.control("POST", "/_sandbox/clock", "{'advance':'PT1H'}");
            // When
            before.control("POST", "/_sandbox/reset", null);
            // Then
            var after = Client.ofNewLocation(server, "\"contacts\":20");
            assertThat(after.token()).isEqualTo(before.token());
            assertThat(state(after)).isEqualTo(state);
        }
    }

    private static String state(Client client) {
        return new String(
                client.control("GET", "/_sandbox/state?locationId=$L", null)
                        .raw()
                        .body(),
                StandardCharsets.UTF_8);
    }

    private List<String> inAnotherProcess(long seed) throws IOException, InterruptedException {
        Path output = folder.resolve("session.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongSession.class.getName(),
                        Long.toString(seed),
                        output.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
