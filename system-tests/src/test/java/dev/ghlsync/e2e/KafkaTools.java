package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The commands of docs/playbooks.md that need nothing but Kafka's own tools, run by a shell as they stand there. */
final class KafkaTools {
    private static final Path PLAYBOOKS = Path.of("../docs/playbooks.md");
    private static final String HEADING = "## Without ghl-sync";
    private static final String INDENT = "    ";
    private static final long SECONDS = 120;

    private final Path folder;
    private final List<String> commands;

    /** @param folder empty, for the scripts that stand for those of Kafka's distribution */
    KafkaTools(Path folder) {
        this.folder = folder;
        this.commands = documented();
        script("kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer");
        script("kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer");
    }

    /**
     * Runs the one documented command that contains the text.
     *
     * @param values what stands in the place of the playbook's words, by regular expression
     * @return what it printed on standard output
     */
    String run(String containing, Map<String, String> values) {
        List<String> found =
                commands.stream().filter(each -> each.contains(containing)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("%s documents %d commands with '%s'; one was expected: %s"
                    .formatted(PLAYBOOKS, found.size(), containing, found));
        }
        String command = found.getFirst();
        for (var value : values.entrySet()) {
            command = command.replaceAll("(?<![A-Z])" + value.getKey() + "(?![A-Z])", value.getValue());
        }
        return shell(command);
    }

    /** Commands of the section, each with its continuation lines. */
    private static List<String> documented() {
        try {
            List<String> lines = Files.readAllLines(PLAYBOOKS);
            int from = lines.indexOf(lines.stream()
                    .filter(line -> line.startsWith(HEADING))
                    .findFirst()
                    .orElseThrow());
            var commands = new ArrayList<String>();
            boolean goesOn = false;
            for (String line : lines.subList(from, lines.size())) {
                if (goesOn) {
                    commands.add(commands.removeLast() + "\n" + line);
                } else if (line.startsWith(INDENT)) {
                    commands.add(line.strip());
                }
                goesOn = line.startsWith(INDENT) && (line.endsWith("|") || line.endsWith("\\"));
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(PLAYBOOKS + " cannot be read.", e);
        }
    }

    private void script(String name, String main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path script = folder.resolve(name);
        try {
            Files.writeString(
                    script,
                    "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                            .formatted(java, classPath, main));
            if (!script.toFile().setExecutable(true)) {
                throw new IllegalStateException(script + " cannot be made executable.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(script + " cannot be written.", e);
        }
    }

    private String shell(String command) {
        try {
            Path output = Files.createTempFile(folder, "run-", ".out");
            var builder = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(output.toFile());
            builder.environment().merge("PATH", folder.toAbsolutePath().toString(), (path, ours) -> ours + ":" + path);
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("Command did not end within " + SECONDS + " s: " + command);
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Command cannot be run: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running: " + command, e);
        }
    }
}
