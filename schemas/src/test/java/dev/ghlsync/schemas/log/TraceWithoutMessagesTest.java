package dev.ghlsync.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class TraceWithoutMessagesTest {
    @Test
    void classesAndPlacesAreThereAndMessagesAreNot() {
        // Given
        var cause = new NumberFormatException("For input string: \"ann@example.com\"");
        var thrown = new IllegalStateException("Cannot read ann@example.com", cause);
        var logger = new LoggerContext().getLogger("a");
        var event = new LoggingEvent("a", logger, Level.ERROR, "Failed", thrown, null);

        // When
        String trace = new TraceWithoutMessages().convert(event);

        // Then
        assertThat(trace)
                .startsWith("java.lang.IllegalStateException\n\tat dev.ghlsync.schemas.log.TraceWithoutMessagesTest")
                .contains("Caused by: java.lang.NumberFormatException\n\tat ")
                .doesNotContain("ann@example.com");
    }
}
