package dev.ghlsync.sync.ops;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadFailuresTest {
    private final ThreadFailures failures = new ThreadFailures(new CountDownLatch(0), Duration.ofSeconds(2));

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new StreamsException(new TimeoutException("broker")), REPLACE_THREAD),
                Arguments.of(new StreamsException(new RuntimeException(new ConnectException())), REPLACE_THREAD),
                Arguments.of(new StreamsException(new IllegalStateException("bug")), SHUTDOWN_CLIENT),
                Arguments.of(new StreamsException(new RecordTooLargeException("large")), SHUTDOWN_CLIENT));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void threadIsReplacedWhenTryingAgainMayHelp(Throwable failure, StreamThreadExceptionResponse expected) {
        // When
        var response = failures.handle(failure);

        // Then
        assertThat(response).isEqualTo(expected);
    }

    @Test
    void messageOfALibraryIsNotRepeated() {
        // Given
        var failure = new StreamsException(notANumber("ada@example.com"));

        // When
        var described = Failures.describe(failure);

        // Then
        assertThat(described).contains("NumberFormatException").doesNotContain("ada@example.com");
    }

    @Test
    void sentenceOfOursIsTold() {
        // When
        var sentence = Failures.sentence(new IllegalStateException("Port 1 is taken; free it."));

        // Then
        assertThat(sentence).isEqualTo("Port 1 is taken; free it.");
    }

    private static NumberFormatException notANumber(String text) {
        try {
            throw new AssertionError("A number: " + Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return e;
        }
    }
}
