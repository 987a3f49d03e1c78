package dev.ghlsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.cli.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong is told in one sentence on standard error, without a stack trace. */
class ErrorsTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | demo --contacts 3             | --contacts is 3; give a number from 40 to 100000.",
                "2 | demo --contacts many          | Invalid value for option '--contacts': 'many' is not an int; see"
                        + " 'ghl-sync demo --help'.",
                "2 | connect --token-env T         | Missing required option: '--location=L'; see 'ghl-sync connect"
                        + " --help'.",
                "2 | connect --location L --token-env T | Environment variable T is not set; put the Private"
                        + " Integration Token of the location into it.",
                "2 | fly                           | Unmatched argument at index 0: 'fly'; see 'ghl-sync --help'.",
                "2 | contacts list --location L --limit 0 | --limit is 0; give at least 1.",
                "2 | up --kafka-port 70000         | Port 70000 for broker is out of range; give --kafka-port a number"
                        + " from 1 to 65535.",
                "2 | up --kafka-port 8080          | Port 8080 is wanted by both broker and ingest-gateway; change"
                        + " --kafka-port or --gateway-port."
            })
    void wrongCommandLineIsToldInOneSentence(int exitCode, String arguments, String sentence) {
        // Given
        var args = arguments.strip().split(" ");

        // When
        int actual = run(Map.of(), args);

        // Then
        assertThat(err.toString().strip()).isEqualTo("ghl-sync: " + sentence);
        assertThat(actual).isEqualTo(exitCode);
    }

    @Test
    void servicesThatDoNotAnswerAreNamed() throws IOException {
        // Given
        int unused = freePort();

        // When
        int exitCode = run(Map.of(), "contacts", "list", "--location", "L", "--query", "http://127.0.0.1:" + unused);

        // Then
        assertThat(err.toString().strip())
                .isEqualTo("ghl-sync: The query API at http://127.0.0.1:" + unused
                        + " does not answer; start it, or give its address, and try again.");
        assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void takenPortIsNamedWithItsUserAndFlag(@TempDir Path data) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            List<String> args = new ArrayList<>(List.of("up", "--data", data.toString()));
            args.addAll(List.of("--sandbox-port", Integer.toString(taken.getLocalPort())));
            for (String flag :
                    List.of("--kafka-port", "--registry-port", "--gateway-port", "--query-port", "--pusher-port")) {
                args.addAll(List.of(flag, Integer.toString(freePort())));
            }

            // When
            int exitCode = run(Map.of(), args.toArray(String[]::new));

            // Then
            assertThat(err.toString().strip())
                    .isEqualTo("ghl-sync: Port " + taken.getLocalPort()
                            + " on 127.0.0.1, wanted for sandbox, is taken by another program; stop that program or"
                            + " choose another port with --sandbox-port.");
            assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
        }
    }

    private int run(Map<String, String> environment, String... args) {
        var command = GhlSync.commandLine(environment);
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(new StringWriter()));
        return command.execute(args);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
