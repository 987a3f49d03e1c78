package dev.ghlsync.ghl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The webhook bodies under {@code ghl-samples}; see the README there for where they come from. */
public final class Samples {
    private Samples() {}

    /** File names of all sample bodies, sorted. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(
                Path.of(Samples.class.getResource("/ghl-samples/README.md").toURI())
                        .getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.endsWith(".schema.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String name) {
        return resource("/ghl-samples/" + name);
    }

    public static byte[] resource(String path) {
        try (InputStream in = Samples.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("No test resource " + path + ".");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
