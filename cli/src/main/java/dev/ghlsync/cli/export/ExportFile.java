package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file being written. What is said of the whole file stands in its first line and is known only at the end: the line is reserved
 * first and filled in by {@link #finish}. Until then the file has the name of a part.
 */
final class ExportFile implements AutoCloseable {
    private static final int HEAD_BYTES = 1_024;

    private final Path target;
    private final Path part;
    private final Format format;
    private final List<String> columns;
    private final BufferedWriter out;
    private long rows;

    /** @param columns of a CSV file, in order */
    ExportFile(Path target, Format format, List<String> columns) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.format = format;
        this.columns = List.copyOf(columns);
        try {
            out = Files.newBufferedWriter(part);
            out.write(" ".repeat(HEAD_BYTES - 1) + "\n");
            if (format == Format.CSV) {
                line(columns.stream());
            }
        } catch (IOException e) {
            throw CommandFailure.unavailable(
                    "The file " + target + " cannot be written (" + e.getMessage() + "); name another one.");
        }
    }

    void row(ObjectNode row) {
        try {
            if (format == Format.CSV) {
                line(columns.stream().map(column -> text(at(row, column))));
            } else {
                if (format == Format.JSON && rows > 0) {
                    out.write(",\n");
                }
                out.write(row.toString());
                if (format == Format.JSONL) {
                    out.write("\n");
                }
            }
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long rows() {
        return rows;
    }

    /** Fills in the first line and gives the file its name. */
    void finish(ObjectNode meta) {
        try {
            if (format == Format.JSON) {
                out.write("\n]}\n");
            }
            out.close();
            try (var file = new RandomAccessFile(part.toFile(), "rw")) {
                file.write(head(meta));
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] head(ObjectNode meta) {
        var text = switch (format) {
            case JSON -> "{\"meta\":" + meta + ",\"rows\":[";
            case JSONL -> "{\"meta\":" + meta + "}";
            case CSV ->
                "# "
                        + meta.properties().stream()
                                .map(entry ->
                                        entry.getKey() + "=" + entry.getValue().asText())
                                .collect(Collectors.joining("; "));
        };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= HEAD_BYTES) {
            throw new IllegalStateException(
                    "The first line of an export has " + bytes.length + " bytes; reserve more.");
        }
        return bytes;
    }

    private void line(Stream<String> cells) throws IOException {
        out.write(cells.map(ExportFile::quoted).collect(Collectors.joining(",")) + "\r\n");
    }

    private static JsonNode at(ObjectNode row, String column) {
        int dot = column.indexOf('.');
        return dot < 0 ? row.path(column) : row.path(column.substring(0, dot)).path(column.substring(dot + 1));
    }

    /** Lists one after another, each object as JSON. */
    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(";"));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
