package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private final WriteBehind writing = new WriteBehind();

    @Test
    void aWriteGoesOnWhileItsRunReads() {
        // Given
        var room = new CompletableFuture<Boolean>();

        // When
        boolean begun = writing.begin(room::join);

        // Then
        assertThat(begun).isTrue();
        room.complete(true);
        assertThat(writing.settled()).isTrue();
    }

    @Test
    void nothingIsWrittenAfterAWriteThatDidNotGoWell() {
        // Given
        var second = new AtomicBoolean();
        writing.begin(() -> false);

        // When
        boolean begun = writing.begin(() -> second.getAndSet(true));

        // Then
        assertThat(begun).isFalse();
        assertThat(second).isFalse();
    }

    @Test
    void aWriteThatFailsIsNotTakenForOneThatWentWell() {
        // Given
        writing.begin(() -> {
            throw new IllegalStateException("refused for good");
        });

        // When
        assertThatThrownBy(writing::settled)
                // Then
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("refused for good");
    }
}
