package dev.ghlsync.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All Java sources are formatted by palantir-java-format; with {@code -Dformat=apply} they are rewritten instead. */
class SourceFormatTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void sourcesAreFormatted() throws IOException {
        // Given
        var sources = sources();

        // When
        var unformatted = sources.parallelStream()
                .filter(SourceFormatTest::isLeftUnformatted)
                .map(source -> ROOT.relativize(source).toString())
                .toList();

        // Then
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(unformatted)
                .as("files to format: mvn -pl system-tests -am test -Dtest=SourceFormatTest -Dformat=apply"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEmpty();
    }

    private static boolean isLeftUnformatted(Path source) {
        try {
            var text = Files.readString(source);
            var formatted = format(text);
            if (text.equals(formatted)) {
                return false;
            }
            if ("apply".equals(System.getProperty("format"))) {
                Files.writeString(source, formatted);
                return false;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(source + " cannot be read or written.", e);
        } catch (FormatterException e) {
            throw new AssertionError(source + " cannot be parsed.", e);
        }
    }

    private static String format(String text) throws FormatterException {
        var ordered = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.PALANTIR);
        return FORMATTER.formatSource(ordered);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
