package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The code in docs/consuming.md: each fenced block begins with a comment that names its file. */
final class Guide {
    private static final Path DOCUMENT = Path.of("..", "docs", "consuming.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```(?:java|js|sql)\\n(?://|--) (\\S+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final Map<String, String> files = new TreeMap<>();

    private Guide(String document) {
        BLOCK.matcher(document).results().forEach(block -> files.put(block.group(1), block.group(2)));
    }

    static Guide read() {
        try {
            return new Guide(Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String file(String name) {
        var code = files.get(name);
        if (code == null) {
            throw new IllegalStateException(DOCUMENT + " has no block named " + name + "; it has " + files.keySet());
        }
        return code;
    }

    /** Writes all files whose names end so into a folder, and returns their paths. */
    Path[] write(String ending, Path folder) {
        try {
            Files.createDirectories(folder);
            for (var file : files.entrySet()) {
                if (file.getKey().endsWith(ending)) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
            }
            return files.keySet().stream()
                    .filter(name -> name.endsWith(ending))
                    .map(folder::resolve)
                    .toArray(Path[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
