package dev.ghlsync.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.objects.BookingsCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ListingTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void personalDataIsMaskedAndTheMaskingIsSaid() throws IOException {
        try (var stub = bookings()) {
            // When
            int code = run(stub, "--export", folder.resolve("b.csv").toString());

            // Then
            assertThat(code).isEqualTo(ExitCode.OK);
            assertThat(err.toString()).contains("masked");
            assertThat(Files.readString(folder.resolve("b.csv")))
                    .contains("personalData=masked")
                    .contains("b-1")
                    .contains("cal-1")
                    .doesNotContain("Meet Ada");
        }
    }

    @Test
    void personalDataIsNotShownWhenNobodyCanWriteItDown() {
        try (var stub = bookings()) {
            // When
            int code = run(stub, "--pii", "--export", folder.resolve("b.csv").toString());

            // Then
            assertThat(code).isNotZero();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void listIsATable() {
        try (var stub = bookings()) {
            // When
            run(stub, "--limit", "2");

            // Then
            assertThat(out.toString())
                    .contains("BOOKING")
                    .contains("M***")
                    .contains("2 bookings, more with a larger --limit");
        }
    }

    private int run(QueryStub stub, String... more) {
        var arguments = new ArrayList<>(List.of(
                "list", "--location-id", "loc1", "--query", stub.address().toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new BookingsCommand(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static QueryStub bookings() {
        return new QueryStub(
                3,
                i -> JsonNodeFactory.instance
                        .objectNode()
                        .put("bookingId", "b-" + i)
                        .put("title", "Meet Ada")
                        .put("status", "CONFIRMED")
                        .put("calendarId", "cal-1"),
                List.of());
    }
}
