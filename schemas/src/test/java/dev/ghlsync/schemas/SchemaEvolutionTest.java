package dev.ghlsync.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ghlsync.schemas.serde.PlainSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's schemas against every released one, both ways: old records stay readable and old readers keep working. The
 * released files are never edited. With a release, {@code mvn -pl schemas test -Dtest=SchemaEvolutionTest
 * -Dfreeze=<version>} writes the folder of that version.
 */
class SchemaEvolutionTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    /** One schema of one release; prints as {@code 0.1/ops.audit-value}. */
    record Frozen(String version, String subject, Path file) {
        @Override
        public String toString() {
            return version + "/" + subject;
        }
    }

    static Stream<Frozen> frozen() throws IOException {
        var version = System.getProperty("freeze");
        if (version != null) {
            freeze(RELEASED.resolve(version));
        }
        try (var files = Files.walk(RELEASED)) {
            return files
                    .filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .map(file -> new Frozen(
                            file.getParent().getFileName().toString(),
                            file.getFileName().toString().replace(".avsc", ""),
                            file))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("frozen")
    void staysCompatibleBothWays(Frozen frozen) throws IOException {
        // Given
        var released = new Schema.Parser().parse(frozen.file().toFile());
        var today = schemaOf(frozen.subject());

        // When
        var check = checking(today, List.of(released));

        // Then
        assertThatCode(check::run)
                .as(
                        "The schema of %s no longer fits release %s. Add fields with a default, remove only fields"
                                + " with a default, add enum symbols only before the default is missed, and rename through"
                                + " aliases; otherwise give the new shape a new topic. Never edit the released file.",
                        frozen.subject(), frozen.version())
                .doesNotThrowAnyException();
    }

    @Test
    void coversEverySubject() throws IOException {
        // Given
        var subjects =
                Topics.ALL.stream().flatMap(topic -> topic.subject().stream()).toList();

        // When
        var released = frozen().map(Frozen::subject).distinct().toList();

        // Then
        assertThat(released)
                .as("a subject of a release that is gone from Topics, or a new one that no release has: freeze it with"
                        + " the next release")
                .containsExactlyInAnyOrderElementsOf(subjects);
    }

    @Test
    void findsABreakingChange() {
        // Given
        var released = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}");
        var today = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");

        // When
        var check = checking(today, List.of(released));

        // Then
        assertThatCode(check::run).isInstanceOf(IllegalStateException.class);
    }

    private static Runnable checking(Schema today, List<Schema> released) {
        var validator = new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
        return () -> {
            try {
                validator.validate(today, released);
            } catch (SchemaValidationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Schema schemaOf(String subject) {
        return Topics.ALL.stream()
                .filter(topic -> topic.subject().filter(subject::equals).isPresent())
                .findFirst()
                .flatMap(Topic::schema)
                .map(PlainSchemas::of)
                .orElseThrow(() -> new AssertionError("Subject " + subject + " was released but no topic has it."));
    }

    private static void freeze(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var topic : Topics.ALL) {
            topic.subject().ifPresent(subject -> write(folder.resolve(subject + ".avsc"), schemaOf(subject)));
        }
    }

    private static void write(Path file, Schema schema) {
        try {
            Files.writeString(file, schema.toString(true) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
