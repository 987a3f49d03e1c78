package dev.ghlsync.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeyTest {
    @TempDir
    private Path folder;

    @Test
    void isThirtyTwoBytesThatOnlyTheOwnerCanRead() throws IOException {
        // Given
        Path file = folder.resolve("token.key");

        // When
        String key = TokenKey.in(file, new SecureRandom());

        // Then
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void staysTheSame() {
        // Given
        Path file = folder.resolve("token.key");
        String first = TokenKey.in(file, new SecureRandom());

        // When
        String second = TokenKey.in(file, new SecureRandom());

        // Then
        assertThat(second).isEqualTo(first);
    }
}
