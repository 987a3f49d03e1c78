package dev.ghlsync.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"-60, module-1-SNAPSHOT.jar", "0, module-1-SNAPSHOT.jar", "60, classes"})
    void runsWhatWasBuiltLast(int classesSecondsLater, String expected) throws IOException {
        // Given
        written("module-1-SNAPSHOT.jar", BUILT);
        written("classes/dev/Some.class", BUILT.plusSeconds(classesSecondsLater));
        written("classpath", BUILT);

        // When
        var path = new Installation(home).classPath("module");

        // Then
        assertThat(path).containsExactly(target().resolve(expected));
    }

    @Test
    void runsTheClassesOfAModuleThatIsNotPackagedYet() throws IOException {
        // Given
        written("classes/dev/Some.class", BUILT);
        written("classpath", BUILT);

        // When
        var path = new Installation(home).classPath("module");

        // Then
        assertThat(path).containsExactly(target().resolve("classes"));
    }

    private Path target() {
        return home.toAbsolutePath().normalize().resolve("module/target");
    }

    private void written(String file, Instant at) throws IOException {
        var path = target().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        Files.setLastModifiedTime(path, FileTime.from(at));
    }
}
