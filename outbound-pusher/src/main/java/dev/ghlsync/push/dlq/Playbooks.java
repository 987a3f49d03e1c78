package dev.ghlsync.push.dlq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What to do about a reason: the sections of docs/playbooks.md, which the build puts beside this class. */
public final class Playbooks {
    private static final String FILE = "playbooks.md";
    private static final Map<String, String> SECTIONS = read();

    private Playbooks() {}

    /** The section about a reason code, in Markdown without its heading. */
    public static Optional<String> of(String reason) {
        return Optional.ofNullable(SECTIONS.get(reason));
    }

    /** By reason code. */
    static Map<String, String> all() {
        return SECTIONS;
    }

    private static Map<String, String> read() {
        try (InputStream file = Playbooks.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("docs/playbooks.md is not beside this class; build with Maven.");
            }
            return sections(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("docs/playbooks.md cannot be read.", e);
        }
    }

    /** Sections begin with a heading whose text is a code in backquotes; several codes can share one. */
    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String part : text.split("(?m)^#{2,3} ")) {
            int end = part.indexOf('\n');
            if (end < 0 || !part.startsWith("`")) {
                continue;
            }
            String body = part.substring(end).strip();
            for (String code : part.substring(0, end).replace("`", "").split("[,\\s]+")) {
                sections.put(code, body);
            }
        }
        return sections;
    }
}
