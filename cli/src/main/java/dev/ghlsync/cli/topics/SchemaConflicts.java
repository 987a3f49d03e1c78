package dev.ghlsync.cli.topics;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/** Whether two schemas can read each other's records, by Avro's own rules. */
final class SchemaConflicts {
    private SchemaConflicts() {}

    /** The first reason why one cannot read the other, in words; empty when both can. */
    static Optional<String> between(String older, String newer) {
        var old = new Schema.Parser().parse(older);
        var wanted = new Schema.Parser().parse(newer);
        return conflict(wanted, old)
                .map(reason -> "the new schema cannot read old records: " + reason)
                .or(() -> conflict(old, wanted)
                        .map(reason -> "readers of the old schema cannot read new records: " + reason));
    }

    private static Optional<String> conflict(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .findFirst()
                .map(SchemaConflicts::words);
    }

    private static String words(Incompatibility found) {
        var where =
                found.getLocation().isEmpty() || found.getLocation().equals("/") ? "" : " at " + found.getLocation();
        return named(found.getType()) + " " + found.getMessage() + where;
    }

    private static String named(SchemaIncompatibilityType type) {
        return switch (type) {
            case NAME_MISMATCH -> "the name changed:";
            case FIXED_SIZE_MISMATCH -> "the size changed:";
            case MISSING_ENUM_SYMBOLS -> "enum symbols are missing and there is no default:";
            case READER_FIELD_MISSING_DEFAULT_VALUE -> "a field without a default was added or removed:";
            case TYPE_MISMATCH -> "the type changed:";
            case MISSING_UNION_BRANCH -> "a branch of a union is missing:";
        };
    }
}
