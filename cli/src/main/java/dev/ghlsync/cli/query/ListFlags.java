package dev.ghlsync.cli.query;

import dev.ghlsync.cli.exit.CommandFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of every list. */
public final class ListFlags {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many on the screen (default: ${DEFAULT-VALUE}); an export has all.")
    private int limit;

    @Option(
            names = "--updated-since",
            paramLabel = "D",
            description = "Only what has a newer version than this day (UTC) or time, such as 2026-06-01.")
    private @Nullable String updatedSince;

    @Option(
            names = "--fields",
            paramLabel = "F",
            split = ",",
            description = "Fields of the export, in order, such as email,address.city; all without it.")
    private @Nullable List<String> fields;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write everything to this file, ending in .json, .jsonl or .csv.")
    private @Nullable Path export;

    int limit() {
        if (limit < 1) {
            throw CommandFailure.usage("--limit is " + limit + "; give at least 1.");
        }
        return limit;
    }

    /** As the query API wants it. */
    Optional<String> updatedSince() {
        if (updatedSince == null) {
            return Optional.empty();
        }
        try {
            var time = updatedSince.contains("T")
                    ? Instant.parse(updatedSince)
                    : LocalDate.parse(updatedSince).atStartOfDay(ZoneOffset.UTC).toInstant();
            return Optional.of(time.toString());
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage("--updated-since is " + updatedSince
                    + "; give a day like 2026-06-01 or a time like 2026-06-01T12:00:00Z.");
        }
    }

    List<String> fields() {
        return fields == null ? List.of() : fields;
    }

    Optional<Path> export() {
        return Optional.ofNullable(export);
    }
}
