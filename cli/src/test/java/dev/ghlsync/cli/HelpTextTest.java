package dev.ghlsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every help text is as recorded. {@code -Dgolden.update=true} records them anew; read the change before you commit it. */
class HelpTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/help");

    static Stream<CommandLine> commands() {
        return Stream.of(GhlSync.commandLine(Map.of())).flatMap(HelpTextTest::withSubcommands);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsRecorded(CommandLine command) throws IOException {
        // Given
        Path golden = GOLDEN.resolve(command.getCommandSpec().qualifiedName("-") + ".txt");
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        var out = new StringWriter();
        command.setOut(new PrintWriter(out, true));

        // When
        int exitCode = command.execute("--help");

        // Then
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, out.toString());
        }
        assertThat(exitCode).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(golden));
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTextTest::withSubcommands));
    }
}
