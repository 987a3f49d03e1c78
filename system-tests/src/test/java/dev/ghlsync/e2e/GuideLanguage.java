package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A language of the guide, and what its reader has besides the programs in it. */
enum GuideLanguage {
    JAVA {
        @Override
        boolean prepare(Guide guide) {
            var output = new StringWriter();
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                var sources = files.getJavaFileObjects(guide.write(".java", FOLDER));
                var options = List.of("-d", FOLDER.toString(), "-cp", classPath(), "-proc:none");
                boolean compiled = compiler.getTask(output, files, null, options, null, sources)
                        .call();
                assertThat(compiled).as(output.toString()).isTrue();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // The JVM is made to start quickly; all else is as the guide says.
        @Override
        List<String> command(String program) {
            var type = Arrays.stream(program.split("-"))
                    .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                    .collect(Collectors.joining());
            var classPath = "." + File.pathSeparator + classPath();
            return List.of(
                    Checkout.java(), "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, type);
        }

        @Override
        Path folder() {
            return FOLDER;
        }

        @Override
        String database(String url) {
            return "jdbc:" + url;
        }
    },
    NODE {
        @Override
        boolean prepare(Guide guide) throws InterruptedException {
            guide.write(".cjs", NodeProgram.FOLDER);
            return NodeProgram.canRun(List.of("kafkajs@2.2.4", "@confluentinc/schemaregistry@1.10.1", "pg@8.23.1"));
        }

        @Override
        List<String> command(String program) {
            return List.of("node", program + ".cjs");
        }

        @Override
        Path folder() {
            return NodeProgram.FOLDER;
        }

        @Override
        String database(String url) {
            return url;
        }
    };

    private static final Path FOLDER = Path.of("target", "guide");

    /** Writes the programs; false when this machine cannot run them. */
    abstract boolean prepare(Guide guide) throws InterruptedException;

    /** @param program its name in lower case, words separated by hyphens */
    abstract List<String> command(String program);

    abstract Path folder();

    /** The form of a database address that the language wants. */
    abstract String database(String url);

    /** What the guide says: the module schemas, what it needs, and the driver. */
    private static String classPath() {
        try {
            var entries = new ArrayList<>(List.of(Checkout.classPath("schemas")));
            for (var driver : ServiceLoader.load(Driver.class)) {
                entries.add(Path.of(driver.getClass()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            }
            return String.join(File.pathSeparator, entries);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
