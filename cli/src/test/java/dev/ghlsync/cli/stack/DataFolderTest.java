package dev.ghlsync.cli.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @Test
    void isUsedByOneInstallationAtATime(@TempDir Path root) {
        try (DataFolder first = DataFolder.open(root)) {
            // When
            var second = assertThatThrownBy(() -> DataFolder.open(first.root()));

            // Then
            second.isInstanceOf(StackException.class)
                    .hasMessage("Data folder " + root
                            + " is in use by another ghl-sync; stop that one or choose another folder with --data.");
        }
    }
}
