package dev.ghlsync.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoScreenTest {
    @Test
    void withoutATerminalThereIsNoProgressBar() {
        // Given
        var err = new ByteArrayOutputStream();
        var screen =
                new DemoScreen(new PrintWriter(new StringWriter()), new PrintStream(err, true, StandardCharsets.UTF_8));

        // When
        try (var bar = screen.bar("story", 2)) {
            bar.step();
        }

        // Then
        assertThat(err.size()).isZero();
    }
}
