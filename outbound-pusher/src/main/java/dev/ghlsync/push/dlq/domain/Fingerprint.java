package dev.ghlsync.push.dlq.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A short name for a way to fail: reason, status, kind of error and kind of fields, without anything that differs from contact to contact. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String reason, @Nullable Integer status, @Nullable String error, List<String> fields) {
        String kinds = fields.stream()
                .map(Fingerprint::kind)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
        String text = reason + '|' + status + '|' + (error == null ? "" : error.replaceAll("\\d+", "#")) + '|' + kinds;
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    /** All custom fields are one kind, all tags another: their ids differ from location to location. */
    private static String kind(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }
}
