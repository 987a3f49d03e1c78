package dev.ghlsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** Every command that docs/playbooks.md and docs/runbook.md tell an operator to run is one the program understands. */
class PlaybookCommandsTest {
    private static final Pattern COMMAND =
            Pattern.compile("\\./ghl-sync ((?:dlq|pause|resume|resync|contacts|connect)[^`\\n#]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<String> commands() {
        return Stream.of("playbooks.md", "runbook.md")
                .flatMap(file -> COMMAND.matcher(read(file)).results())
                .map(match -> match.group(1).strip())
                // A sentence may name a command without its arguments.
                .filter(command -> command.contains(" --") || command.endsWith(" ENTRY"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandOfTheDocumentationIsUnderstood(String command) {
        // Given
        var words = new ArrayList<String>();
        WORD.matcher(command).results().forEach(w -> words.add(w.group(1) == null ? w.group(2) : w.group(1)));

        // When
        ParseResult parsed = GhlSync.commandLine(Map.of()).parseArgs(words.toArray(String[]::new));

        // Then
        assertThat(parsed.subcommand()).isNotNull();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("../docs", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
