package dev.ghlsync.cli.export;

import dev.ghlsync.cli.exit.CommandFailure;
import java.nio.file.Path;
import java.util.Locale;

/** Form of an export, by the name of its file. */
public enum Format {
    /** One JSON object with {@code meta} and {@code rows}. */
    JSON,
    /** One JSON object a line, the first of which is {@code {"meta":…}}. */
    JSONL,
    /** A comment line, a header line, then one line a row (RFC 4180). */
    CSV;

    public static Format of(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (var format : values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw CommandFailure.usage("--export names " + file.getFileName() + "; end it in .json, .jsonl or .csv.");
    }
}
