package dev.ghlsync.cli.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * A built checkout of the project, and the class paths of its modules as the build wrote them.
 *
 * @param home root folder of the checkout
 */
public record Installation(Path home) {
    /** System property that names the checkout; the launcher sets it. */
    public static final String HOME_PROPERTY = "ghlsync.home";

    public Installation {
        home = home.toAbsolutePath().normalize();
    }

    /**
     * The checkout named by {@value #HOME_PROPERTY}, else the one around the working directory.
     *
     * @throws StackException when there is none
     */
    public static Installation find() {
        String named = System.getProperty(HOME_PROPERTY);
        if (named != null) {
            return new Installation(Path.of(named));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("ghl-sync"))
                        && Files.isDirectory(folder.resolve("local-stack")))
                .findFirst()
                .map(Installation::new)
                .orElseThrow(() -> new StackException(
                        "No ghl-sync checkout was found around the working directory; start it with the"
                                + " ghl-sync script of the checkout."));
    }

    /** Where class data archives are kept, which shorten the next start. */
    Path archives() {
        return home.resolve("target/cds");
    }

    /** Folder the data of an installation lies in unless told otherwise. */
    public Path defaultData() {
        return home.resolve(".ghl-sync");
    }

    /** Where the build of a module puts its results. */
    Path target(String module) {
        return home.resolve(module).resolve("target");
    }

    /** The class path of a module: its own classes first, then what it depends on. */
    List<Path> classPath(String module) {
        Path target = target(module);
        Path list = target.resolve("classpath");
        try {
            return Stream.concat(
                            Stream.of(ownClasses(target)),
                            Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                                    .filter(entry -> !entry.isEmpty())
                                    .map(Path::of))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new StackException("Module " + module + " is not built: " + e.getMessage()
                    + " is missing; run 'mvn -Dquick package' in " + home + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("Class path list " + list + " cannot be read.", e);
        }
    }

    /** The jar; the folder of classes when there is none, or when it was compiled after the jar was made, as {@code mvn test} does. */
    private static Path ownClasses(Path target) throws IOException {
        Path classes = target.resolve("classes");
        try (var jars = Files.newDirectoryStream(target, "*-SNAPSHOT.jar")) {
            for (Path jar : jars) {
                return isNewer(classes, Files.getLastModifiedTime(jar)) ? classes : jar;
            }
        }
        return classes;
    }

    private static boolean isNewer(Path folder, FileTime time) throws IOException {
        try (var files = Files.find(
                folder,
                Integer.MAX_VALUE,
                (file, is) -> is.isRegularFile() && is.lastModifiedTime().compareTo(time) > 0)) {
            return files.findAny().isPresent();
        } catch (NoSuchFileException e) {
            return false; // a jar without the folder it was made of
        }
    }
}
